import type { ProviderEvent } from '../../provider.ts';
import type { Snapshot, SubscriptionRow } from '../../subscription/snapshot.ts';

const ROW: SubscriptionRow = {
  id: 'sub_1',
  providerCustomerId: 'cus_1',
  customerId: 'acme',
  tier: 'pro',
  productId: 'prod_1',
  status: 'active',
  periodStart: '2026-11-01T00:00:00.000Z',
  periodEnd: '2026-12-01T00:00:00.000Z',
  trialEnd: null,
  cancelAt: null,
  endedAt: null,
  scheduledTier: null,
  modifiedAt: '2026-11-01T00:00:00.123Z',
  windowStart: '2026-11-01T00:00:00.000Z',
};

/** A snapshot of a paying customer. */
export function snapshotOf(customerId: string, change: Partial<Snapshot> = {}): Snapshot {
  return { customerId, provider: 'polar', providerCustomerId: `cus_${customerId}`, rows: [ROW], syncedAt: 1, revision: 0, ...change };
}

/** A webhook of a provider. */
export function eventOf(id: string, change: Partial<ProviderEvent> = {}): ProviderEvent {
  return {
    provider: 'polar',
    id,
    type: 'subscription.updated',
    occurredAt: '2026-11-20T10:00:00.000Z',
    customerId: 'acme',
    providerCustomerId: 'cus_acme',
    effect: { kind: 'subscription', subscription: ROW },
    ...change,
  };
}
