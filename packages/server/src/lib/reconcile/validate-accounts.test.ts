import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { defineCatalog } from '@plimsoll/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../alert.ts';
import { createBilling } from '../create-billing.ts';
import { stubProvider } from '../journeys/outbox-world.ts';
import { type Account, emptyAccount } from '../ledger/account.ts';
import { sqliteStore } from '../store/sqlite/sqlite-store.ts';
import { validateAccounts } from './validate-accounts.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const MONTH = 'month:2026-11';
const catalog = defineCatalog({
  meters: { jobs: { name: 'Jobs', unit: { one: 'job', other: 'jobs' } } },
  tiers: {
    free: {
      name: 'Free',
      prices: [],
      allowances: {
        jobs: [
          { units: 10, window: 'day' },
          { units: 100, window: 'period' },
        ],
      },
    },
  },
  fallbackTier: 'free',
});

const accountOf = (change: Partial<Account>): Account => ({
  ...emptyAccount({ customerId: 'acme', meter: 'jobs', window: MONTH }),
  ...change,
});

describe('an account', () => {
  it.each<[what: string, Partial<Account>]>([
    ['nothing happened', {}],
    ['more was used than was ever granted', { used: 500, reserved: 20, granted: 3 }],
    ['everything was counted', { granted: 1, used: 2, reserved: 3, fromCredits: 4, overage: 5, overageReserved: 6, overrun: 7 }],
  ])('in which %s is in order', (_what, change) => {
    expect(validateAccounts([accountOf(change)])).toEqual([]);
  });

  it.each(['granted', 'used', 'reserved', 'fromCredits', 'overage', 'overageReserved', 'overrun'] as const)(
    'whose %s is below zero, or no number, is told of with meter, window and count',
    (count) => {
      for (const value of [-1, Number.NaN])
        expect(validateAccounts([accountOf({}), accountOf({ [count]: value })])).toEqual([
          `The balance of meter "jobs" in ${MONTH} is negative: ${count} is ${value}.`,
        ]);
    },
  );
});

describe('the pass over all customers, over a file that somebody has tampered with', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-tampered-'));
    const store = open();
    await store.open();
    const known = { customerId: 'acme', provider: 'stub', providerCustomerId: null, rows: [], syncedAt: NOW, revision: 0 };
    await store.snapshots.write(known, 0);
    await store.close();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = () => sqliteStore({ file: join(folder, 'billing.db'), now: () => NOW, synchronous: 'normal' });

  function tamper(window: string, change: Record<'used' | 'reserved' | 'granted', number>): void {
    const database = new DatabaseSync(join(folder, 'billing.db'));
    database.exec('PRAGMA ignore_check_constraints = ON');
    database
      .prepare("INSERT INTO plimsoll_account VALUES ('acme', 'jobs', ?, :granted, :used, :reserved, 0, 0, 0, 0)")
      .run({ ...change }, window);
    database.close();
  }

  async function pass(): Promise<Alert[]> {
    const alerts: Alert[] = [];
    const billing = createBilling({
      ...{ catalog, provider: stubProvider({}), store: open(), allowedOrigins: ['https://app.acme.example'] },
      settings: { reconcileIntervalMs: 1 },
      onAlert: (alert) => void alerts.push(alert),
    });
    await billing.start();
    await billing.tick();
    await billing.stop();
    return alerts.filter(({ code }) => code === 'inconsistent_state');
  }

  it.each([
    ['of the month', MONTH],
    ['of the day', 'day:2026-11-20'],
    ['of the credits', 'credits'],
  ])('tells of a negative count %s, and of the customer', async (_what, window) => {
    tamper(window, { used: -3, reserved: 0, granted: 0 });
    const problem = `The balance of meter "jobs" in ${window} is negative: used is -3.`;
    expect(await pass()).toEqual([{ priority: 'soon', code: 'inconsistent_state', context: { customerId: 'acme', problem } }]);
  });

  it('tells of nothing in a window that is over, nor of a balance that is only used up', async () => {
    tamper('month:2026-10', { used: -3, reserved: 0, granted: 0 });
    tamper(MONTH, { used: 500, reserved: 7, granted: 0 });
    expect(await pass()).toEqual([]);
  });
});
