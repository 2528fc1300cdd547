import { defineCatalog, type SubscriptionStatus } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { silentLogger } from '../logger.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { SubscriptionRow } from '../subscription/snapshot.ts';
import type { AccessChange } from './access-change.ts';
import { announceAccess } from './announce-access.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-20T00:00:00Z');
const day = (days: number) => new Date(NOW + days * DAY).toISOString();

const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { tokens: 10 } },
    pro: { name: 'Pro', prices: [{ amount: 4900, currency: 'USD', interval: 'month' }], allowances: { tokens: 100 } },
  },
  fallbackTier: 'free',
});

interface Form {
  readonly status: SubscriptionStatus;
  /** What the provider states beside the status; null: it states no subscription at all. */
  readonly row: Partial<SubscriptionRow> | null;
  readonly access: boolean;
  readonly until: string | null;
}

// The grace after a failed payment is seven days from the start of the period.
const forms: Record<SubscriptionStatus | 'past_due after its grace' | 'canceled and over', Form> = {
  incomplete: { status: 'incomplete', row: {}, access: false, until: null },
  trialing: { status: 'trialing', row: { trialEnd: day(5) }, access: true, until: null },
  active: { status: 'active', row: {}, access: true, until: null },
  past_due: { status: 'past_due', row: { periodStart: day(-1) }, access: true, until: day(6) },
  'past_due after its grace': { status: 'past_due', row: { periodStart: day(-8) }, access: false, until: day(-1) },
  unpaid: { status: 'unpaid', row: {}, access: false, until: null },
  paused: { status: 'paused', row: {}, access: false, until: null },
  canceled: { status: 'canceled', row: { cancelAt: day(5) }, access: true, until: day(5) },
  'canceled and over': { status: 'canceled', row: { endedAt: day(-2) }, access: false, until: day(-2) },
  ended: { status: 'ended', row: { endedAt: day(-3) }, access: false, until: day(-3) },
  none: { status: 'none', row: null, access: false, until: null },
  unknown: { status: 'unknown', row: {}, access: false, until: null },
};
const pairs = Object.entries(forms).flatMap(([from, before]) => Object.entries(forms).map(([to, after]) => ({ from, to, before, after })));

/** A customer whose subscription takes one form after the other, and a host that is told. */
function openCustomer() {
  let now = NOW;
  let revision = 0;
  const told: AccessChange[] = [];
  const store = memoryStore({ now: () => now });
  const context = {
    ...{ catalog, store, settings: { pastDueGraceMs: 7 * DAY }, runtime: systemRuntime, logger: silentLogger, alert() {} },
  } as unknown as Context;
  const look = () => announceAccess(context, (change) => void told.push(change), 'acme');
  return {
    told,
    look,
    async pass(days: number) {
      now += days * DAY;
      await look();
    },
    async become({ status, row }: Form) {
      const stated: SubscriptionRow = {
        ...{ id: 'sub_1', providerCustomerId: 'cus_1', customerId: 'acme', tier: 'pro', productId: 'prod_1', status },
        ...{ periodStart: day(-10), periodEnd: day(20), trialEnd: null, cancelAt: null, endedAt: null, scheduledTier: null },
        ...{ modifiedAt: day(-1), windowStart: day(-10) },
        ...row,
      };
      const known = { customerId: 'acme', provider: 'stub', providerCustomerId: 'cus_1', syncedAt: now, revision };
      await store.snapshots.write({ ...known, rows: row === null ? [] : [stated] }, revision);
      revision += 1;
      await look();
    },
  };
}

describe('the host', () => {
  it.each(pairs)('hears once what there is after $from became $to, and nothing when that is the same', async ({ before, after }) => {
    const { told, become, look } = openCustomer();
    await become(before);
    told.length = 0;
    await become(after);
    await look();
    const { status, until: accessUntil, access } = after;
    const change = { customerId: 'acme', tier: access ? 'pro' : 'free', status, accessUntil, key: expect.any(String) };
    expect(told).toEqual(before === after ? [] : [change]);
  });

  it.each(['past_due', 'canceled'] as const)(
    'hears of access that ends by the clock while the status stays %s, once, and not a day before',
    async (name) => {
      const { told, become, pass } = openCustomer();
      const form = forms[name];
      if (form !== undefined) await become(form);
      await pass(4);
      expect(told).toMatchObject([{ tier: 'pro', status: name }]);
      await pass(2);
      await pass(1);
      expect(told).toMatchObject([{ tier: 'pro' }, { tier: 'free', status: name }]);
    },
  );
});
