import type { Stamped } from './catalog.ts';

export const WEBHOOK_EVENT_TYPES = [
  'checkout.created',
  'checkout.updated',
  'checkout.expired',
  'customer.created',
  'customer.updated',
  'customer.deleted',
  'customer.state_changed',
  'customer_seat.assigned',
  'customer_seat.claimed',
  'customer_seat.revoked',
  'member.created',
  'member.updated',
  'member.deleted',
  'order.created',
  'order.updated',
  'order.paid',
  'order.refunded',
  'subscription.created',
  'subscription.updated',
  'subscription.active',
  'subscription.canceled',
  'subscription.uncanceled',
  'subscription.cycled',
  'subscription.revoked',
  'subscription.past_due',
  'subscription.paused',
  'subscription.resumed',
  'subscription.migrated',
  'refund.created',
  'refund.updated',
  'product.created',
  'product.updated',
  'discount.created',
  'discount.updated',
  'discount.deleted',
  'benefit.created',
  'benefit.updated',
  'benefit_grant.created',
  'benefit_grant.cycled',
  'benefit_grant.updated',
  'benefit_grant.revoked',
  'organization.updated',
] as const;

/** Every event type that API version 2026-10 knows; the emulator sends those that its behaviour can cause. */
export type WebhookEventType = (typeof WEBHOOK_EVENT_TYPES)[number];

export interface WebhookEndpoint extends Stamped {
  url: string;
  name: string | null;
  api_version: string;
  format: 'raw';
  secret: string;
  organization_id: string;
  events: WebhookEventType[];
  enabled: boolean;
  /** True: the key is the base64 after `whsec_`. False: the UTF-8 bytes of the whole secret. */
  uses_standard_webhook_signature: boolean;
}

export interface WebhookEvent extends Stamped {
  endpoint_id: string;
  type: WebhookEventType;
  api_version: string;
  payload: string;
  attempts: number;
  last_http_code: number | null;
  /** Null until the event has been accepted or given up. */
  succeeded: boolean | null;
  skipped: boolean;
  /** Real milliseconds; null when nothing is scheduled. */
  next_attempt_at: number | null;
}

export interface WebhookDelivery extends Stamped {
  endpoint_id: string;
  webhook_event_id: string;
  succeeded: boolean;
  http_code: number | null;
  response: string | null;
}
