import { defineCatalog } from '@plimsoll/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Alert, createBilling } from '../../index.ts';
import { memoryStore } from '../../memory.ts';
import { fragileStore } from './fragile-store.ts';
import { stubProvider } from './outbox-world.ts';

const catalog = defineCatalog({
  meters: { jobs: { name: 'Jobs', unit: { one: 'job', other: 'jobs' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { jobs: 10 } } },
  fallbackTier: 'free',
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const alerts: Alert[] = [];
  const told: string[] = [];
  const fragile = fragileStore(memoryStore());
  let hangs = false;
  const provider = stubProvider({
    readCustomer: async () => null,
    probe: () => (hangs ? new Promise(() => {}) : Promise.resolve()),
    async sendUsage(events) {
      told.push(...events.map(({ customerId }) => customerId));
      return { inserted: events.length, duplicates: 0 };
    },
  });
  const billing = createBilling({
    ...{ catalog, provider, store: fragile.store, allowedOrigins: ['https://app.example'] },
    onAlert: (alert) => void alerts.push(alert),
  });
  const works = () => alerts.filter(({ code }) => code === 'background_failed').map(({ context }) => context['work']);
  const hangProvider = () => {
    hangs = true;
  };
  return { ...fragile, billing, told, works, hangProvider };
}

/** How long a tick takes, in milliseconds of the test's clock. */
async function timeOf(tick: Promise<void>): Promise<number> {
  const began = Date.now();
  let took = -1;
  void tick.then(() => {
    took = Date.now() - began;
  });
  while (took < 0 && Date.now() - began < 600_000) await vi.advanceTimersByTimeAsync(1000);
  return took;
}

it('a provider that hangs costs its own work ten seconds, and the rest of the tick goes on', async () => {
  const { billing, told, works, hangProvider } = open();
  await billing.usage.record({ customerId: 'acme', meter: 'jobs', units: 1 });
  hangProvider();
  const took = await timeOf(billing.tick());
  expect(took).toBeGreaterThanOrEqual(10_000);
  expect(took).toBeLessThan(15_000);
  expect(works()).toEqual(['probe']);
  expect(told).toEqual(['acme']);
});

it('a store that hangs does not hang a tick, and the next one that finds it well does all the work', async () => {
  const { billing, told, works, turn } = open();
  await billing.usage.record({ customerId: 'acme', meter: 'jobs', units: 1 });
  turn('hangs');
  expect(await timeOf(billing.tick())).toBeLessThan(100_000);
  expect(works()).toContain('drain');
  expect(await timeOf(billing.tick())).toBeLessThan(15_000);
  expect(told).toEqual([]);
  turn('up');
  await vi.advanceTimersByTimeAsync(0);
  await timeOf(billing.tick());
  expect(told).toEqual(['acme']);
});
