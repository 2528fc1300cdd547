import type { Interval, Metadata, Stamped } from './catalog.ts';
import type { Address } from './customer.ts';

type SubscriptionStatus = 'incomplete' | 'incomplete_expired' | 'trialing' | 'active' | 'past_due' | 'canceled' | 'unpaid' | 'paused';

export const CANCELLATION_REASONS = [
  'customer_service',
  'low_quality',
  'missing_features',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
  'other',
] as const;
export type CancellationReason = (typeof CANCELLATION_REASONS)[number];

interface PendingUpdate extends Stamped {
  applies_at: string;
  product_id: string | null;
  seats: null;
  units: null;
}

/** One line of money before it is on an order: a prorated difference, say, that waits for the next invoice. */
export interface BillingLine {
  label: string;
  amount: number;
  proration: boolean;
  product_price_id: string | null;
  start_timestamp: string | null;
  end_timestamp: string | null;
}

export interface Subscription extends Stamped {
  amount: number;
  currency: string;
  recurring_interval: Interval;
  recurring_interval_count: number;
  status: SubscriptionStatus;
  current_period_start: string;
  current_period_end: string;
  trial_start: string | null;
  trial_end: string | null;
  cancel_at_period_end: boolean;
  canceled_at: string | null;
  started_at: string;
  ends_at: string | null;
  ended_at: string | null;
  past_due_at: string | null;
  customer_id: string;
  product_id: string;
  checkout_id: string | null;
  customer_cancellation_reason: CancellationReason | null;
  customer_cancellation_comment: string | null;
  metadata: Metadata;
  pending_update: PendingUpdate | null;
  /** The day of the month on which periods turn, kept so that a subscription of the 31st comes back to it. */
  anchor_day: number;
  waiting_lines: BillingLine[];
}

type OrderStatus = 'pending' | 'paid' | 'refunded' | 'partially_refunded' | 'void';

export type BillingReason = 'purchase' | 'subscription_create' | 'subscription_cycle' | 'subscription_update';

interface OrderItem extends Stamped, BillingLine {
  tax_amount: number;
}

export interface Order extends Stamped {
  status: OrderStatus;
  subtotal_amount: number;
  applied_balance_amount: number;
  refunded_amount: number;
  currency: string;
  billing_reason: BillingReason;
  billing_name: string | null;
  billing_address: Address | null;
  invoice_number: string;
  is_invoice_generated: boolean;
  customer_id: string;
  product_id: string;
  subscription_id: string | null;
  checkout_id: string | null;
  next_payment_attempt_at: string | null;
  failed_attempts: number;
  metadata: Metadata;
  items: OrderItem[];
}

export const REFUND_REASONS = [
  'duplicate',
  'fraudulent',
  'customer_request',
  'service_disruption',
  'satisfaction_guarantee',
  'other',
] as const;

export interface Refund extends Stamped {
  metadata: Metadata;
  status: 'succeeded';
  reason: (typeof REFUND_REASONS)[number];
  amount: number;
  currency: string;
  organization_id: string;
  order_id: string;
  subscription_id: string | null;
  customer_id: string;
  revoke_benefits: boolean;
}

export type CheckoutStatus = 'open' | 'expired' | 'confirmed' | 'succeeded' | 'failed';

export interface Checkout extends Stamped {
  status: CheckoutStatus;
  client_secret: string;
  expires_at: string;
  success_url: string;
  return_url: string | null;
  embed_origin: string | null;
  allow_trial: boolean;
  /** When the trial that this checkout starts will end. */
  trial_end: string | null;
  allow_discount_codes: boolean;
  require_billing_address: boolean;
  product_id: string;
  product_ids: string[];
  customer_id: string | null;
  external_customer_id: string | null;
  customer_name: string | null;
  customer_email: string | null;
  customer_ip_address: string | null;
  customer_billing_name: string | null;
  customer_billing_address: Address | null;
  customer_metadata: Metadata;
  is_business_customer: boolean;
  locale: string | null;
  subscription_id: string | null;
  metadata: Metadata;
}

/** Active and trialing: the statuses that give access, and the only ones that the customer state lists. */
export function givesAccess(subscription: Subscription): boolean {
  return subscription.status === 'active' || subscription.status === 'trialing';
}
