import { type BillingInterval, isId, type SubscriptionStatus } from '@plimsoll/contract';
import * as v from 'valibot';
import type { ProviderSubscription } from '../../provider.ts';
import { Instant, Version } from './instant.ts';
import type { ProductMap } from './product-map.ts';

const Status = v.picklist(['incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled']);

/** A subscription as `customer.state_changed` lists it: without its customer, its end and what is scheduled. */
export const ListedSubscription = v.object({
  id: v.string(),
  status: Status,
  product_id: v.string(),
  currency: v.fallback(v.nullish(v.string()), null),
  created_at: Version,
  modified_at: v.nullish(Version),
  current_period_start: Instant,
  current_period_end: v.nullish(Instant),
  trial_end: v.nullish(Instant),
  recurring_interval: v.nullish(v.string()),
  cancel_at_period_end: v.boolean(),
  ends_at: v.nullish(Instant),
  ended_at: v.nullish(Instant),
  pending_update: v.optional(v.nullable(v.object({ product_id: v.nullish(v.string()) }))),
});
type ListedSubscription = v.InferOutput<typeof ListedSubscription>;

/** A subscription in full. */
const FullSubscription = v.object({
  ...ListedSubscription.entries,
  customer_id: v.string(),
  customer: v.object({ external_id: v.nullish(v.string()) }),
});

export interface Owner {
  readonly providerCustomerId: string;
  readonly customerId: string | null;
}

/** Reads a subscription of which Polar told in full. @throws ValiError when it has another shape */
export function mapSubscription(body: unknown, products: ProductMap): ProviderSubscription {
  const subscription = v.parse(FullSubscription, body);
  const owner = { providerCustomerId: subscription.customer_id, customerId: mapCustomerId(subscription.customer.external_id) };
  return mapListed(subscription, { owner, products });
}

/** Polar → ours, for a subscription whose customer is known. */
export function mapListed(listed: ListedSubscription, { owner, products }: { owner: Owner; products: ProductMap }): ProviderSubscription {
  const status = mapStatus(listed);
  const modifiedAt = listed.modified_at ?? listed.created_at;
  const isOver = status === 'ended';
  return {
    id: listed.id,
    ...owner,
    tier: products.tierOf(listed.product_id),
    version: products.versionOf(listed.product_id),
    productId: listed.product_id,
    currency: listed.currency?.toUpperCase() ?? null,
    status,
    periodStart: listed.current_period_start,
    periodEnd: listed.current_period_end ?? null,
    trialEnd: listed.trial_end ?? null,
    cancelAt: isOver || !listed.cancel_at_period_end ? null : (listed.ends_at ?? listed.current_period_end ?? null),
    endedAt: isOver ? (listed.ended_at ?? modifiedAt) : null,
    scheduledTier: mapScheduledTier(listed.pending_update, products),
    ...mapIntervals(listed, products),
    modifiedAt,
  };
}

/** The host's id of a customer, when Polar has one that can be ours. */
export function mapCustomerId(externalId: string | null | undefined): string | null {
  return isId(externalId) ? externalId : null;
}

function mapStatus({ status, ended_at }: ListedSubscription): SubscriptionStatus {
  switch (status) {
    case 'canceled':
      // Polar keeps a subscription that is to end `active`; `canceled` with an end means that it is over.
      return ended_at ? 'ended' : 'canceled';
    case 'incomplete_expired':
      return 'ended';
    case 'incomplete':
    case 'trialing':
    case 'active':
    case 'past_due':
    case 'unpaid':
    case 'paused':
      return status;
    default:
      return status satisfies never;
  }
}

// Where a tier has a product for each interval, the product says it; else what Polar says of the subscription does.
function mapIntervals(
  { product_id, recurring_interval, pending_update }: ListedSubscription,
  products: ProductMap,
): Pick<ProviderSubscription, 'interval' | 'scheduledInterval'> {
  const interval = products.intervalOf(product_id) ?? (isInterval(recurring_interval) ? recurring_interval : undefined);
  const scheduledInterval = products.intervalOf(pending_update?.product_id ?? '');
  return { ...(interval && { interval }), ...(scheduledInterval && { scheduledInterval }) };
}

function isInterval(value: string | null | undefined): value is BillingInterval {
  return value === 'month' || value === 'year';
}

function mapScheduledTier(pending: ListedSubscription['pending_update'], products: ProductMap): string | null | undefined {
  if (pending === undefined) return undefined;
  return pending?.product_id ? products.tierOf(pending.product_id) : null;
}
