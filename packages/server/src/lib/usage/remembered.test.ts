import { defineCatalog } from '@plimsoll/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBilling, type Store } from '../../index.ts';
import { polar } from '../../polar.ts';
import type { LedgerCommand, Policy } from '../ledger/command.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { Change, ChangeFeed } from '../store.ts';
import type { Snapshot } from '../subscription/snapshot.ts';
import { snapshotOf } from '../testing/store-contract/sample-snapshot.ts';

const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { tokens: 2 } },
    pro: { name: 'Pro', prices: [], allowances: { tokens: [{ units: 5, window: 'day' }] } },
  },
  fallbackTier: 'free',
});
const KEEP_MS = 1000;
const EVENING = Date.parse('2026-11-20T23:59:59.500Z');

/** One virtual time for the store's clock and the host's. */
let passed = 0;
let inner: Store;

beforeEach(() => {
  passed = 0;
  inner = memoryStore({ now: () => EVENING + passed });
});

interface Instance {
  readonly deaf?: boolean;
  readonly misses?: 'snapshot';
  readonly standingCacheMs?: number;
}

/** An engine on the shared store that writes down what it asks; a deaf one hears of no change, one that misses some of all others. */
function open({ deaf = false, misses, standingCacheMs = KEEP_MS }: Instance = {}) {
  const asked: string[] = [];
  const policies: Policy[] = [];
  const watch = <T extends object>(noun: T): T =>
    new Proxy(noun, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function' || name === 'subscribe') return value;
        return (...args: unknown[]) => {
          asked.push(String(name));
          if (name === 'apply') for (const command of args[0] as LedgerCommand[]) if ('policy' in command) policies.push(command.policy);
          return Reflect.apply(value, target, args);
        };
      },
    });
  const { ledger, snapshots, changes } = inner;
  const hears = ({ about }: Change) => !deaf && about !== misses;
  const feed: ChangeFeed = { ...changes, subscribe: (listener) => changes.subscribe((change) => hears(change) && listener(change)) };
  const { usage } = createBilling({
    ...{ catalog, allowedOrigins: ['https://app.example'], settings: { standingCacheMs } },
    store: { ...watch(inner), ledger: watch(ledger), snapshots: watch(snapshots), changes: feed },
    provider: polar({
      accessToken: 'polar_oat_x',
      webhookSecrets: ['whsec_eA=='],
      products: { pro: 'prod_1' },
      baseUrl: 'http://127.0.0.1:9',
    }),
    runtime: { ...systemRuntime, now: () => EVENING + passed, monotonic: () => passed },
  });
  const spend = (customerId = 'acme', units = 1) =>
    usage.spend({ customerId, meter: 'tokens', units }).then(
      () => 'admitted',
      (error: { code: string }) => error.code,
    );
  return { usage, asked, policies, spend };
}

const SYNCED = { syncedAt: EVENING };
/** What another instance writes: the tier of a customer from now on. */
async function put(customerId: string, tier: 'free' | 'pro'): Promise<void> {
  const revision = (await inner.snapshots.read(customerId))?.revision ?? 0;
  const change: Partial<Snapshot> = tier === 'free' ? { ...SYNCED, rows: [] } : SYNCED;
  await inner.snapshots.write(snapshotOf(customerId, { ...change, revision }), revision);
}

describe('what is remembered of a customer', () => {
  it('makes of a spend one call of the store, and of a reservation with its commit two', async () => {
    await put('acme', 'pro');
    const { asked, spend, usage } = open();
    await spend();
    expect(asked.sort()).toEqual(['apply', 'now', 'read']);
    asked.length = 0;
    await spend();
    expect(asked).toEqual(['apply']);
    await usage.commit(await usage.reserve({ customerId: 'acme', meter: 'tokens' }));
    expect(asked).toEqual(['apply', 'apply', 'apply']);
  });

  it('gives the same policy, as an object, until the window turns', async () => {
    await put('acme', 'pro');
    const { policies, spend } = open({ standingCacheMs: 60_000 });
    await spend();
    await spend();
    passed = 499;
    await spend();
    passed = 500;
    await spend();
    expect(new Set(policies).size).toBe(2);
    expect(policies.map(({ limits }) => limits[0].window)).toEqual([...Array(3).fill('day:2026-11-20'), 'day:2026-11-21']);
  });

  it('is not read again while one thing after the other is used', async () => {
    await put('acme', 'pro');
    const { asked, spend } = open();
    await spend();
    for (let count = 0; count < 4; count += 1) {
      passed += KEEP_MS - 1;
      expect(await spend()).toBe('admitted');
    }
    expect(asked.filter((name) => name === 'read')).toHaveLength(2);
  });

  it('is not used at all when its time is 0', async () => {
    await put('acme', 'pro');
    const { asked, spend } = open({ standingCacheMs: 0 });
    for (let count = 0; count < 3; count += 1) await spend();
    expect(asked.filter((name) => name === 'read')).toHaveLength(3);
    expect(asked.filter((name) => name === 'now')).toHaveLength(3);
  });
});

describe('an upgrade', () => {
  it('counts at once where it is heard of', async () => {
    await put('acme', 'free');
    const { asked, spend } = open();
    expect([await spend(), await spend(), await spend()]).toEqual(['admitted', 'admitted', 'limit_reached']);
    await put('acme', 'pro');
    asked.length = 0;
    expect(await spend()).toBe('admitted');
    expect(asked.filter((name) => name === 'apply')).toHaveLength(1);
  });

  it('is never refused where it was not heard of', async () => {
    await put('acme', 'free');
    const { spend } = open({ deaf: true });
    expect(await spend('acme', 2)).toBe('admitted');
    await put('acme', 'pro');
    expect(await spend('acme', 5)).toBe('admitted');
    expect(await spend()).toBe('limit_reached');
  });
});

describe('a downgrade', () => {
  it('counts at once where it is heard of', async () => {
    await put('acme', 'pro');
    const { spend } = open();
    expect(await spend()).toBe('admitted');
    await put('acme', 'free');
    expect(await spend('acme', 3)).toBe('limit_reached');
  });

  it('counts within the time of what is remembered where it was not heard of', async () => {
    await put('acme', 'pro');
    const { spend } = open({ deaf: true });
    expect(await spend()).toBe('admitted');
    await put('acme', 'free');
    expect(await spend('acme', 3)).toBe('admitted');
    passed = KEEP_MS;
    expect(await spend('acme', 3)).toBe('limit_reached');
  });
});

it('a downgrade that was missed counts within that time also for who uses one thing after the other', async () => {
  await put('acme', 'pro');
  const { spend } = open({ misses: 'snapshot' });
  const admitted: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    admitted.push(await spend());
    passed += KEEP_MS / 2;
  }
  await put('acme', 'free');
  admitted.push(await spend());
  expect(admitted).toEqual(Array(4).fill('admitted'));
  passed += KEEP_MS;
  expect(await spend('acme', 3)).toBe('limit_reached');
});

it('a change of one customer says nothing of another', async () => {
  await put('acme', 'pro');
  await put('globex', 'pro');
  const { asked, spend } = open();
  await spend('acme');
  await spend('globex');
  await put('acme', 'free');
  asked.length = 0;
  expect(await spend('globex', 4)).toBe('admitted');
  expect(asked).toEqual(['apply']);
  expect(await spend('acme', 3)).toBe('limit_reached');
});
