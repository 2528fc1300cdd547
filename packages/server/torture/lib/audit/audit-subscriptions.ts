import type { ProviderSubscription } from '../../../src/index.ts';
import { polar } from '../../../src/polar.ts';
import { ACCESS_TOKEN, PRODUCTS, WEBHOOK_SECRET } from '../catalog.ts';
import type { Rig } from '../open-rig.ts';
import { makeStore } from '../store-kinds.ts';

/**
 * Holds what the store knows of each customer's subscriptions against the provider: the same ones, each in its newest version. To be
 * asked before anybody looks at a customer again, because a first look reads the provider and mends what a webhook lost.
 */
export async function auditSubscriptions({ storePlace, world, customers, newcomers, now }: Rig): Promise<string[]> {
  const store = makeStore(storePlace, now);
  const provider = polar({
    ...{ accessToken: ACCESS_TOKEN, webhookSecrets: [WEBHOOK_SECRET], products: PRODUCTS },
    baseUrl: `http://127.0.0.1:${world.port}`,
  });
  await store.open();
  try {
    const problems: string[] = [];
    for (const { id } of [...customers, ...newcomers]) {
      const [snapshot, truth] = [await store.snapshots.read(id), await provider.readCustomer(id)];
      problems.push(...compare(facts(snapshot?.rows ?? []), facts(truth?.subscriptions ?? [])).map((problem) => `${id}: ${problem}`));
    }
    return problems;
  } finally {
    await store.close();
  }
}

function compare(known: ReadonlyMap<string, string>, real: ReadonlyMap<string, string>): string[] {
  const differing = [...real].filter(([id, fact]) => known.get(id) !== fact);
  const strange = [...known].filter(([id]) => !real.has(id));
  return [
    ...differing.map(([id, fact]) => `the provider says ${fact}, the store ${known.get(id) ?? 'nothing'}.`),
    ...strange.map(([, fact]) => `the store has ${fact}, the provider does not.`),
  ];
}

function facts(subscriptions: readonly ProviderSubscription[]): Map<string, string> {
  return new Map(
    subscriptions.map(({ id, tier, status, periodStart, periodEnd, cancelAt, endedAt, scheduledTier = null, modifiedAt }) => [
      id,
      JSON.stringify({ id, tier, status, periodStart, periodEnd, cancelAt, endedAt, scheduledTier, modifiedAt }),
    ]),
  );
}
