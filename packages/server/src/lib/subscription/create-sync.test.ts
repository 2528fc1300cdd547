import { expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { silentLogger } from '../logger.ts';
import type { ProviderSubscription } from '../provider.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import { silentRecorder } from '../telemetry/recorder.ts';
import { createSync } from './create-sync.ts';

const live: ProviderSubscription = {
  ...{ id: 'sub_1', providerCustomerId: 'cus_1', customerId: 'acme', tier: 'pro', productId: 'prod_pro', status: 'active' },
  ...{ periodStart: '2026-11-01T00:00:00Z', periodEnd: '2026-12-01T00:00:00Z', trialEnd: null, cancelAt: null, endedAt: null },
  ...{ scheduledTier: null, modifiedAt: '2026-11-01T00:00:00Z' },
};
const over: ProviderSubscription = { ...live, status: 'ended', endedAt: '2026-11-10T00:00:00Z', modifiedAt: '2026-11-10T00:00:00Z' };

/** A provider that says what it is told to say, when it is told to. */
function openProvider() {
  const readings: ((subscriptions: readonly ProviderSubscription[]) => void)[] = [];
  let byId: ProviderSubscription | null = null;
  const provider = {
    id: 'polar',
    readCustomer() {
      const { promise, resolve } = Promise.withResolvers<unknown>();
      readings.push((subscriptions) => resolve({ providerCustomerId: 'cus_1', subscriptions, orders: [] }));
      return promise;
    },
    readSubscription: async () => byId,
  };
  const context = {
    ...{ provider, store: memoryStore(), logger: silentLogger, recorder: silentRecorder, alert() {}, access: { note() {} } },
    ...{
      audit: { tell: async () => {} },
      tombstones: { requireAdmitted: async () => {} },
      syncs: { note() {} },
      runtime: systemRuntime,
      catalog: { tiers: {} },
      settings: { pastDueGraceMs: 0 },
    },
    availability: { call: (_kind: string, work: () => Promise<unknown>) => work() },
  } as unknown as Context;
  return {
    sync: createSync(() => context),
    readings,
    say(subscription: ProviderSubscription | null) {
      byId = subscription;
    },
    async answer(index: number, subscriptions: readonly ProviderSubscription[]) {
      await expect.poll(() => readings.length).toBeGreaterThan(index);
      readings[index]?.(subscriptions);
    },
  };
}

it('a live subscription that a complete reading leaves out is asked for by its id, and ends only by what is said of it', async () => {
  const { sync, answer, say } = openProvider();
  const begun = sync.customer('acme', 'age');
  await answer(0, [live]);
  await begun;

  const silent = sync.customer('acme', 'age');
  await answer(1, []);
  expect((await silent).rows).toMatchObject([{ status: 'active' }]);

  say(over);
  const told = sync.customer('acme', 'age');
  await answer(2, []);
  expect((await told).rows).toMatchObject([{ status: 'ended' }]);
});

it('who asks while a reading is under way gets the one after it, all together', async () => {
  const { sync, answer, readings } = openProvider();
  const first = sync.customer('acme', 'age');
  const later = [sync.customer('acme', 'age'), sync.customer('acme', 'age')];
  await answer(0, []);
  await answer(1, [live]);
  expect((await first).rows).toEqual([]);
  for (const wish of later) expect((await wish).rows).toMatchObject([{ tier: 'pro' }]);
  expect(readings).toHaveLength(2);
});
