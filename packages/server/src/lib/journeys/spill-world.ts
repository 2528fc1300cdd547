import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCatalog } from '@plimsoll/contract';
import { type Alert, createBilling, type Settings } from '../../index.ts';
import { fileJournal, type SpillJournal } from '../../journal.ts';
import { memoryStore } from '../../memory.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { fragileStore, type Weather } from './fragile-store.ts';
import { stubProvider } from './outbox-world.ts';

const catalog = defineCatalog({
  meters: {
    tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } },
    images: { name: 'Images', unit: { one: 'image', other: 'images' } },
  },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { tokens: 100, images: 10 } },
    enterprise: { name: 'Enterprise', prices: [], allowances: { tokens: 'unlimited', images: 10 } },
  },
  fallbackTier: 'free',
});

const PERIOD = { start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' };
const NOON = Date.parse('2026-11-20T12:00:00.000Z');
// How far the store's clock is ahead of the host's.
const AHEAD_MS = 3 * 3_600_000;

export interface SpillWorldOptions {
  readonly settings?: Partial<Settings>;
  /** Null: none. @default a file */
  readonly journal?: ((journal: SpillJournal) => SpillJournal) | null;
}

/** An engine whose store can be taken away. "acme" is on the unlimited tier, everyone else on the free one. */
export async function openSpillWorld({ settings, journal = (file) => file }: SpillWorldOptions = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'plimsoll-'));
  const alerts: Alert[] = [];
  let clock = NOON;
  let cancelAt: string | null = null;
  let status: 'active' | 'ended' = 'active';
  const inner = memoryStore({ now: () => clock });
  const { store, turn, asked } = fragileStore(inner);

  const subscription = () => ({
    ...{ id: 'sub-1', providerCustomerId: 'cus-1', customerId: 'acme', tier: 'enterprise', productId: 'product-1', status, cancelAt },
    ...{ periodStart: PERIOD.start, periodEnd: PERIOD.end, trialEnd: null, endedAt: status === 'ended' ? PERIOD.start : null },
    ...{ scheduledTier: null, modifiedAt: new Date(clock).toISOString() },
  });
  const provider = stubProvider({
    capabilities: { portal: false, usage: false, providerMeters: false },
    verify: async () => [],
    async readCustomer(customerId) {
      return customerId === 'acme' ? { providerCustomerId: 'cus-1', subscriptions: [subscription()], orders: [] } : null;
    },
  });

  function open() {
    const file = fileJournal({ file: join(directory, 'billing.spill') });
    return createBilling({
      ...{ catalog, provider, allowedOrigins: ['https://app.example'] },
      // What is in memory must outlive an engine here, as a file does.
      store: { ...store, close: async () => {} },
      settings: { storeDeadlineMs: 200, spillIntervalMs: 20, ...settings },
      ...(journal === null ? {} : { spill: journal(file) }),
      runtime: { ...systemRuntime, now: () => clock - AHEAD_MS },
      onAlert: (alert) => void alerts.push(alert),
    });
  }

  let billing = open();
  return {
    ...{ inner, turn, asked, alerts },
    billing: () => billing,
    usage: () => billing.usage,
    /** What the provider says of "acme" from now on. */
    endSubscription() {
      status = 'ended';
    },
    cancelSubscription(at: string) {
      cancelAt = at;
    },
    pass(ms: number) {
      clock += ms;
    },
    async restart() {
      await billing.stop();
      billing = open();
    },
    /** What the store holds of the tokens of "acme" in the window of an instant, and what the provider will hear. */
    async books(periodStart = PERIOD.start) {
      const [account] = await inner.ledger.readAccounts([{ customerId: 'acme', meter: 'tokens', window: `period:${periodStart}` }]);
      const { events } = await inner.outbox.claim({ limit: 100_000, leaseMs: 0 });
      return { used: account?.used, reserved: account?.reserved, events };
    },
    async [Symbol.asyncDispose]() {
      turn('up');
      await billing.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export type SpillWorld = Awaited<ReturnType<typeof openSpillWorld>>;

/** Usage of the meter that has no limit for "acme". */
export const TOKENS = { customerId: 'acme', meter: 'tokens' } as const;

/** A world in which "acme" was answered once, one token spent, and then the store went away. */
export async function openAway(options: SpillWorldOptions = {}, weather: Weather = 'refuses'): Promise<SpillWorld> {
  const world = await openSpillWorld(options);
  await world.usage().spend({ ...TOKENS, id: 'first' });
  world.turn(weather);
  return world;
}

/** The store is back, and everything is import { stubProvider } from './outbox-world.ts';
imported. */
export async function heal(world: SpillWorld): Promise<void> {
  world.turn('up');
  for (let round = 0; round < 3; round += 1) await world.billing().tick();
}
