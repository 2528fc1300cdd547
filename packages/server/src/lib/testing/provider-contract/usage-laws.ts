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
    await world().provider.sendUsage([first]);
    await world().provider.sendUsage([first]);
    await world().provider.sendUsage([first, second, second]);
    expect(await world().countUsage(customerId)).toMatchObject({ units: 12 });
  });

  it('has nothing to say about no events', async () => {
    await expect(world().provider.sendUsage([])).resolves.toBeUndefined();
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
}
