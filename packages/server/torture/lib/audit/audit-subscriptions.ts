import type { Provider, ProviderSubscription, Store } from '../../../src/index.ts';
import type { Customer } from '../customers.ts';

/** Holds what the store knows of each customer's subscriptions against the provider: the same ones, each in its newest version. */
export async function auditSubscriptions(
  { store, provider }: { store: Store; provider: Provider },
  customers: readonly Customer[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const { id } of customers) {
    const [snapshot, truth] = [await store.snapshots.read(id), await provider.readCustomer(id)];
    const known = facts(snapshot?.rows ?? []);
    const real = facts(truth?.subscriptions ?? []);
    for (const [subscription, fact] of real) {
      const ours = known.get(subscription);
      if (ours !== fact) problems.push(`${id}: the provider says ${fact}, the store ${ours ?? 'nothing'}.`);
    }
    for (const [subscription, fact] of known)
      if (!real.has(subscription)) problems.push(`${id}: the store has ${fact}, the provider does not.`);
  }
  return problems;
}

function facts(subscriptions: readonly ProviderSubscription[]): Map<string, string> {
  return new Map(
    subscriptions.map(({ id, tier, status, periodStart, periodEnd, cancelAt, endedAt, scheduledTier = null, modifiedAt }) => [
      id,
      JSON.stringify({ id, tier, status, periodStart, periodEnd, cancelAt, endedAt, scheduledTier, modifiedAt }),
    ]),
  );
}
