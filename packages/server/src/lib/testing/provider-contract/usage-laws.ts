import { expect, it } from 'vitest';
import type { UsageEvent } from '../../ledger/entry.ts';
import type { ProviderWorld } from './provider-world.ts';
import { bindNew } from './subscriber.ts';

const HOUR_MS = 3_600_000;

/** Telling of usage. */
export function usageLaws(world: () => ProviderWorld): void {
  const usage = (customerId: string, units: number, more: Partial<UsageEvent> = {}): UsageEvent => ({
    id: world().uniqueId(),
    customerId,
    userId: null,
    meter: world().meter,
    units,
    billableUnits: 0,
    at: world().now(),
    ...more,
  });

  it('counts units, and apart from them the units that are billed', async () => {
    const { customerId } = await bindNew(world());
    await world().provider.sendUsage([
      usage(customerId, 3, { billableUnits: 1, userId: 'owner@acme.example' }),
      usage(customerId, 4, { billableUnits: 4 }),
    ]);
    expect(await world().countUsage(customerId)).toEqual({ units: 7, billableUnits: 5 });
  });

  it('counts an event once by its id: sent again, twice in one batch, or beside new ones', async () => {
    const { customerId } = await bindNew(world());
    const [first, second] = [usage(customerId, 5), usage(customerId, 7)];
    expect(await world().provider.sendUsage([first])).toEqual({ inserted: 1, duplicates: 0 });
    expect(await world().provider.sendUsage([first])).toEqual({ inserted: 0, duplicates: 1 });
    expect(await world().provider.sendUsage([first, second, second])).toEqual({ inserted: 1, duplicates: 2 });
    expect(await world().countUsage(customerId)).toMatchObject({ units: 12 });
  });

  it('has nothing to say about no events', async () => {
    expect(await world().provider.sendUsage([])).toEqual({ inserted: 0, duplicates: 0 });
  });

  it('takes an event whose time lies ahead of this host, because stores have clocks of their own', async () => {
    const { customerId } = await bindNew(world());
    await world().provider.sendUsage([usage(customerId, 2, { at: world().now() + HOUR_MS })]);
    expect(await world().countUsage(customerId)).toMatchObject({ units: 2 });
  });

  it('counts usage of a customer that is bound only later', async () => {
    const { provider, uniqueId } = world();
    const customerId = uniqueId();
    await provider.sendUsage([usage(customerId, 6)]);
    await provider.bindCustomer({ customerId, email: `${customerId}@acme.example`, name: null });
    expect(await world().countUsage(customerId)).toMatchObject({ units: 6 });
  });

  it('takes as many events in one call as it says', async () => {
    const { customerId } = await bindNew(world());
    const count = world().provider.limits?.usageBatch ?? 500;
    const receipt = await world().provider.sendUsage(Array.from({ length: count }, () => usage(customerId, 1)));
    expect(receipt).toEqual({ inserted: count, duplicates: 0 });
  });

  it('says what it has counted of each number, if it can say so at all', async ({ skip }) => {
    const { provider, meter } = world();
    if (!provider.capabilities.providerMeters) skip('the provider does not say what it has counted');
    const { customerId } = await bindNew(world());
    await provider.sendUsage([usage(customerId, 3, { billableUnits: 1 }), usage(customerId, 4, { billableUnits: 4 })]);
    await world().settleMeters();
    const counted = (await provider.readMeters(customerId)).filter((candidate) => candidate.meter === meter);
    expect(Object.fromEntries(counted.map((candidate) => [candidate.sums, candidate.counted]))).toEqual({ units: 7, billableUnits: 5 });
  });

  it('has counted nothing of a customer that has used nothing, known or not', async ({ skip }) => {
    const { provider, uniqueId } = world();
    if (!provider.capabilities.providerMeters) skip('the provider does not say what it has counted');
    for (const customerId of [(await bindNew(world())).customerId, uniqueId()])
      expect((await provider.readMeters(customerId)).filter(({ counted }) => counted !== 0)).toEqual([]);
  });
}
