import * as v from 'valibot';
import type { ProviderEffect, ProviderEvent, WebhookDelivery } from '../../provider.ts';
import { Instant } from './instant.ts';
import { CreditedMeter, mapCredit } from './map-credit.ts';
import { mapOrder } from './map-order.ts';
import { ListedSubscription, mapCustomerId, mapListed, mapSubscription, type Owner } from './map-subscription.ts';
import type { ProductMap } from './product-map.ts';
import { type SignedHeaders, verifyWebhook } from './verify-webhook.ts';
import type { KeyRing } from './webhook-keys.ts';

// Only what is used is checked, and each on its own: what Polar adds or changes elsewhere must not lose an event.
const Envelope = v.object({ type: v.string(), timestamp: v.fallback(v.nullable(Instant), null), data: v.unknown() });

const Party = v.object({
  id: v.fallback(v.nullish(v.string()), null),
  external_id: v.fallback(v.nullish(v.string()), null),
});

const Subject = v.object({
  status: v.fallback(v.nullish(v.string()), null),
  customer_id: v.fallback(v.nullish(v.string()), null),
  external_customer_id: v.fallback(v.nullish(v.string()), null),
  customer: v.fallback(v.nullish(Party), null),
});

const CustomerState = v.object({
  active_subscriptions: v.array(ListedSubscription),
  active_meters: v.fallback(v.optional(v.array(CreditedMeter)), undefined),
});

export interface WebhookContext {
  readonly provider: string;
  readonly keys: KeyRing;
  readonly products: ProductMap;
}

/** Verifies a delivery, then says what it means. `invalid_signature`: nothing was read. */
export async function parseWebhook(delivery: WebhookDelivery, { provider, keys, products }: WebhookContext): Promise<ProviderEvent> {
  const signed = await verifyWebhook(delivery, keys);
  const envelope = v.safeParse(Envelope, decode(delivery.body));
  if (!envelope.success) return nonsense(provider, signed);
  const { type, timestamp, data } = envelope.output;
  const owner = readOwner(type, data);
  return {
    provider,
    id: signed.id,
    type,
    occurredAt: timestamp ?? sentAt(signed),
    customerId: owner?.customerId ?? null,
    providerCustomerId: owner?.providerCustomerId ?? null,
    effect: readEffect({ type, data, owner }, products),
  };
}

/** Undefined when it is not JSON in UTF-8. */
function decode(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function nonsense(provider: string, signed: SignedHeaders): ProviderEvent {
  const nobody = { customerId: null, providerCustomerId: null };
  return { provider, id: signed.id, type: 'unreadable', occurredAt: sentAt(signed), ...nobody, effect: { kind: 'none' } };
}

function sentAt({ timestamp }: SignedHeaders): string {
  return new Date(timestamp * 1000).toISOString();
}

/** Whom it is about; null when it does not say. */
function readOwner(type: string, data: unknown): Owner | null {
  if (type.startsWith('customer.')) {
    const customer = v.safeParse(Party, data);
    return customer.success ? toOwner(customer.output.id, customer.output.external_id) : null;
  }
  const subject = v.safeParse(Subject, data);
  if (!subject.success) return null;
  const { customer, customer_id, external_customer_id } = subject.output;
  return toOwner(customer_id ?? customer?.id, customer?.external_id ?? external_customer_id);
}

function toOwner(id: string | null | undefined, externalId: string | null | undefined): Owner | null {
  return id ? { providerCustomerId: id, customerId: mapCustomerId(externalId) } : null;
}

interface Message {
  readonly type: string;
  readonly data: unknown;
  readonly owner: Owner | null;
}

function readEffect({ type, data, owner }: Message, products: ProductMap): ProviderEffect {
  if (owner === null) return { kind: 'none' };
  // By the noun: a verb that is new to us still comes with the same record.
  switch (type.split('.', 1)[0]) {
    case 'subscription':
      return readSubscriptionEffect(data, products);
    case 'customer':
      return type === 'customer.state_changed' ? readStateEffect(data, { owner, products }) : { kind: 'reread' };
    case 'checkout':
      // `confirmed` is not paid yet, and the other states change nothing of the customer.
      return v.is(v.object({ status: v.literal('succeeded') }), data) ? { kind: 'reread' } : { kind: 'none' };
    case 'order':
      return readOrderEffect(data, products);
    case 'refund':
    case 'benefit_grant':
      return { kind: 'reread' };
    default:
      return { kind: 'none' };
  }
}

function readSubscriptionEffect(data: unknown, products: ProductMap): ProviderEffect {
  try {
    return { kind: 'subscription', subscription: mapSubscription(data, products) };
  } catch {
    // About a known customer, but not as we know it: the API may still state it in the shape that our version has.
    return { kind: 'reread' };
  }
}

function readOrderEffect(data: unknown, products: ProductMap): ProviderEffect {
  try {
    const mapped = mapOrder(data, products);
    return mapped === null ? { kind: 'none' } : { kind: 'order', order: mapped.order };
  } catch {
    return { kind: 'reread' };
  }
}

function readStateEffect(data: unknown, context: { owner: Owner; products: ProductMap }): ProviderEffect {
  const state = v.safeParse(CustomerState, data);
  if (!state.success) return { kind: 'reread' };
  const { active_subscriptions, active_meters } = state.output;
  return {
    kind: 'customer',
    subscriptions: active_subscriptions.map((listed) => mapListed(listed, context)),
    ...(active_meters && { credits: active_meters.map(mapCredit) }),
  };
}
