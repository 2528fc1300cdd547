import { defineCatalog } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import { createBilling } from '../create-billing.ts';
import { stubProvider } from '../journeys/outbox-world.ts';
import { memoryStore } from '../store/memory/memory-store.ts';

const catalog = defineCatalog({
  meters: { images: { name: 'Images', unit: { one: 'image', other: 'images' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { images: 10 } } },
  fallbackTier: 'free',
});
const WHO = { customerId: 'acme', meter: 'images' } as const;
const JOB = { customerId: 'acme', id: 'job' };
const HOUR_MS = 3_600_000;

async function openWorld(refundOnFailure: boolean) {
  let clock = Date.parse('2026-11-20T12:00:00Z');
  const store = memoryStore({ now: () => clock });
  const provider = stubProvider({ readCustomer: async () => null });
  const settings = { refundOnFailure, standingCacheMs: 0 };
  const { usage } = createBilling({ catalog, provider, store, settings, allowedOrigins: ['https://app.example'] });
  const used = async () => (await usage.check(WHO)).balance.used;
  const pass = (ms: number) => {
    clock += ms;
  };
  return { usage, used, pass };
}

describe('work that failed for good', () => {
  it.each([
    [true, 0],
    [false, 3],
  ])('with refundOnFailure %s leaves %s of 3 spent units, said once or often', async (setting, units) => {
    const { usage, used } = await openWorld(setting);
    await usage.spend({ ...WHO, id: 'job', units: 3 });
    // A retry of the same job is not charged again.
    await usage.spend({ ...WHO, id: 'job', units: 3 });
    const ends = await Promise.all(Array.from({ length: 5 }, () => usage.fail(JOB)));
    expect(ends).toEqual(ends.map(() => ({ id: 'job', units })));
    expect(await used()).toBe(units);
  });

  it.each([
    [true, 0],
    [false, 3],
  ])('with refundOnFailure %s leaves %s of 3 held units, also when their time was over', async (setting, units) => {
    for (const wait of [0, HOUR_MS]) {
      const { usage, used, pass } = await openWorld(setting);
      await usage.reserve({ ...WHO, id: 'job', units: 3 });
      pass(wait);
      expect(await usage.fail(JOB)).toEqual({ id: 'job', units });
      expect(await usage.fail(JOB)).toEqual({ id: 'job', units });
      expect(await used()).toBe(units);
    }
  });

  it('cannot be tried again under the id that was refunded', async () => {
    const { usage } = await openWorld(true);
    await usage.spend({ ...WHO, id: 'job' });
    await usage.fail(JOB);
    await expect(usage.spend({ ...WHO, id: 'job' })).rejects.toMatchObject({ code: 'reservation_resolved' });
  });

  it('was begun: an id that nobody knows, or of somebody else, is not found', async () => {
    const { usage } = await openWorld(true);
    await usage.spend({ ...WHO, id: 'job' });
    for (const ref of [
      { ...JOB, id: 'other' },
      { ...JOB, customerId: 'globex' },
    ]) {
      await expect(usage.fail(ref)).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});
