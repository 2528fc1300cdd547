import { BillingError, defineCatalog } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { createBilling } from '../create-billing.ts';
import { silentLogger } from '../logger.ts';
import type { Provider, ProviderEvent, ProviderSubscription } from '../provider.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import { createRepair } from './create-repair.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-20T12:00:00Z');
const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 10 } }, pro: { name: 'Pro', prices: [], allowances: { tokens: 100 } } },
  fallbackTier: 'free',
});
const subscription: ProviderSubscription = {
  ...{ id: 'sub-1', providerCustomerId: 'cus-1', customerId: 'acme', tier: 'pro', productId: 'product-1', status: 'active' },
  ...{ periodStart: '2026-11-10T00:00:00Z', periodEnd: '2026-12-10T00:00:00Z', trialEnd: null, cancelAt: null, endedAt: null },
  ...{ scheduledTier: null, modifiedAt: '2026-11-20T11:00:00Z' },
};
const eventOf = (id: string, effect: ProviderEvent['effect']): ProviderEvent => ({
  ...{ provider: 'stub', id, type: 'subscription.updated', occurredAt: '2026-11-20T11:00:00Z', effect },
  ...{ customerId: 'acme', providerCustomerId: 'cus-1' },
});

/** An engine whose provider breaks on every reading and refuses all usage, until it is mended. */
function openBroken() {
  let now = START;
  let broken = true;
  const sent: string[] = [];
  const store = memoryStore({ now: () => now });
  const provider = {
    ...{ id: 'stub', name: 'Stub', capabilities: { portal: false, usage: true, providerMeters: false }, sells: () => true },
    ...{ probe: async () => {}, verify: async () => [], parseWebhook: () => Promise.reject(new Error('not a part of this world')) },
    async readCustomer() {
      if (broken) throw new BillingError('provider_rejected', 'a shape that nobody knows');
      return { providerCustomerId: 'cus-1', subscriptions: [subscription], orders: [] };
    },
    async sendUsage(events: readonly { id: string }[]) {
      if (broken) throw new BillingError('provider_rejected', 'no such meter');
      sent.push(...events.map(({ id }) => id));
      return { inserted: events.length, duplicates: 0 };
    },
  } as unknown as Provider;
  const billing = createBilling({ catalog, provider, store, allowedOrigins: ['https://app.example'], settings: { standingCacheMs: 0 } });
  const woken: string[] = [];
  const context = { store, provider, logger: silentLogger, wake: (work: string) => void woken.push(work) } as unknown as Context;
  return {
    ...{ store, billing, sent, woken, repair: createRepair(context) },
    mend() {
      broken = false;
    },
    async ticks(count: number) {
      for (let at = 0; at < count; at += 1) {
        now += HOUR_MS;
        await billing.tick();
      }
    },
    tierOf: async () => (await billing.usage.explain({ customerId: 'acme', meter: 'tokens' })).standing.tier,
  };
}

describe('a webhook that was given up', () => {
  it('is listed with all that an operator needs, and applied when it is replayed after the cause is mended', async () => {
    const { store, repair, woken, mend, ticks, tierOf } = openBroken();
    await store.inbox.insert(eventOf('event-1', { kind: 'reread' }));
    await ticks(13);
    expect(await repair.listDead()).toEqual([
      {
        ...{ provider: 'stub', id: 'event-1', type: 'subscription.updated', occurredAt: '2026-11-20T11:00:00Z', attempts: 12 },
        ...{ receivedAt: new Date(START).toISOString(), customerId: 'acme', providerCustomerId: 'cus-1' },
        error: 'a shape that nobody knows',
      },
    ]);
    mend();
    expect([await repair.replay({ id: 'event-1' }), await repair.replay({ id: 'event-1' })]).toEqual([true, false]);
    expect(woken).toEqual(['drain']);
    await ticks(1);
    expect([await repair.listDead(), await tierOf()]).toEqual([[], 'pro']);
  });

  it('moves nothing back when it is replayed after newer ones were heard', async () => {
    const { store, repair, mend, ticks, tierOf } = openBroken();
    const older = { ...subscription, tier: 'free', modifiedAt: '2026-11-19T00:00:00Z' };
    mend();
    await store.inbox.insert(eventOf('older', { kind: 'subscription', subscription: older }));
    await store.inbox.insert(eventOf('newer', { kind: 'subscription', subscription }));
    await ticks(1);
    const before = await store.snapshots.read('acme');
    expect(await repair.replay({ id: 'older' })).toBe(true);
    await ticks(1);
    expect((await store.snapshots.read('acme'))?.rows).toEqual(before?.rows);
    expect([await tierOf(), await store.inbox.summary()]).toEqual(['pro', { waiting: 0, stuck: 0, oldestAt: null }]);
  });

  it('of another provider, or one that never came, is not replayed', async () => {
    const { store, repair, woken, mend, ticks } = openBroken();
    mend();
    await store.inbox.insert(eventOf('event-1', { kind: 'none' }));
    await ticks(1);
    expect(await repair.replay({ provider: 'other', id: 'event-1' })).toBe(false);
    expect(await repair.replay({ id: 'nobody' })).toBe(false);
    expect(woken).toEqual([]);
  });
});

describe('usage that the provider refuses', () => {
  it('is listed with the reason, and counted once when it is sent again after the cause is mended', async () => {
    const { billing, repair, sent, woken, mend, ticks } = openBroken();
    await billing.usage.spend({ customerId: 'acme', userId: 'member', meter: 'tokens', units: 3 });
    await ticks(1);
    const parked = await repair.listParked();
    expect(parked).toEqual([
      {
        ...{ eventId: expect.any(String), customerId: 'acme', userId: 'member', meter: 'tokens', units: 3, billableUnits: 0 },
        ...{ at: new Date(START).toISOString(), reason: expect.stringContaining('no such meter') },
      },
    ]);
    const ids = parked.map(({ eventId }) => eventId);
    mend();
    expect([await repair.resend([...ids, 'nobody']), await repair.resend(ids)]).toEqual([1, 0]);
    expect(woken).toEqual(['flush']);
    await ticks(2);
    expect([await repair.listParked(), sent]).toEqual([[], ids]);
  });
});

describe('what cannot be asked', () => {
  it.each([0, -1, 501, 1.5, Number.NaN])('is a list of %d', async (limit) => {
    const { repair } = openBroken();
    await expect(repair.listDead(limit)).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(repair.listParked(limit)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('is a webhook without an id, or too many events at once; none is fine', async () => {
    const { repair } = openBroken();
    await expect(repair.replay({ id: '' })).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(repair.resend([''])).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(repair.resend(Array.from({ length: 501 }, () => 'id'))).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await repair.resend([])).toBe(0);
  });
});
