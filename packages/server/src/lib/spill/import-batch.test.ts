import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createTombstones } from '../erasure/tombstones.ts';
import { eventually } from '../journeys/local-world.ts';
import { heal, openAway, openSpillWorld, TOKENS } from '../journeys/spill-world.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import type { SpillJournal } from './spill-journal.ts';

describe('the import', () => {
  it('that is repeated, because it died before it could drop what it had imported, changes nothing', async () => {
    let deaths = 2;
    const mortal = (journal: SpillJournal): SpillJournal => ({
      ...journal,
      drop: (batch) => (deaths-- > 0 ? Promise.reject(new Error('died')) : journal.drop(batch)),
    });
    await using world = await openAway({ journal: mortal });
    await world.usage().spend({ ...TOKENS, units: 2 });
    await world.usage().run({ ...TOKENS, units: 3 }, () => 'a draft');
    world.turn('up');
    await world.billing().tick();
    const once = await world.books();
    await world.restart();
    await world.billing().tick();
    await heal(world);
    expect(deaths).toBeLessThan(0);
    expect(once).toMatchObject({ used: 6, reserved: 0, events: { length: 3 } });
    expect(await world.books()).toEqual(once);
  });

  it('waits while the store still refuses writes, and loses nothing', async () => {
    await using world = await openAway({}, 'read-only');
    await world.usage().spend({ ...TOKENS, units: 2 });
    await world.billing().tick();
    await world.usage().spend({ ...TOKENS, units: 3 });
    await world.billing().tick();
    expect((await world.books()).used).toBe(1);
    await heal(world);
    expect((await world.books()).used).toBe(6);
  });

  it('tells an operator of an id that was used for two things, and goes on with the rest', async () => {
    await using world = await openAway();
    await world.usage().spend({ ...TOKENS, units: 2, id: 'first' });
    await world.usage().spend({ ...TOKENS, units: 3 });
    await heal(world);
    expect((await world.books()).used).toBe(4);
    expect(world.alerts).toEqual([
      expect.objectContaining({ code: 'store_away' }),
      expect.objectContaining({
        code: 'inconsistent_state',
        context: expect.objectContaining({ customerId: 'acme', id: 'first', units: 2, problem: expect.stringContaining('conflict') }),
      }),
      { priority: 'soon', code: 'usage_spilled', context: { acts: 2, refused: 1, damaged: 0 } },
    ]);
  });

  it('leaves out what is of a customer who was erased meanwhile, and tells of it', async () => {
    await using world = await openAway();
    await world.usage().spend({ ...TOKENS, units: 2 });
    const tombstones = createTombstones(world.inner.records, systemRuntime);
    await tombstones.set({ customerId: 'acme', provider: 'stub', providerCustomerId: null, orders: [] });
    await heal(world);
    expect((await world.books()).used).toBe(1);
    const problem = expect.stringContaining('erased');
    expect(world.alerts).toContainEqual({ priority: 'soon', code: 'inconsistent_state', context: { rows: 1, problem } });
  });

  it('asks nothing of a store that is there when nothing waits', async () => {
    await using world = await openSpillWorld({ settings: { drainIntervalMs: 60_000, flushIntervalMs: 60_000 } });
    await world.billing().start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    world.turn('up');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(world.asked()).toBe(0);
  });
});

describe('a long outage', () => {
  it('takes 10,000 acts without growing in memory, and each of them counts once', async () => {
    await using world = await openAway({}, 'hangs');
    const spill = async (acts: number) => {
      for (let done = 0; done < acts; done += 100) {
        const burst = Array.from({ length: 100 }, (_, at) =>
          at % 10 === 0 ? world.usage().run(TOKENS, () => 1) : world.usage().spend(TOKENS),
        );
        await Promise.all(burst);
      }
    };
    await spill(2000);
    const before = heapUsed();
    await spill(8000);
    expect(heapUsed() - before).toBeLessThan(3_000_000);

    world.turn('up');
    await world.billing().start();
    await eventually(async () => expect((await world.books()).used).toBe(10_001), 20_000);
    const { events, reserved } = await world.books();
    expect([reserved, events.length, new Set(events.map(({ id }) => id)).size]).toEqual([0, 10_001, 10_001]);
  }, 40_000);
});

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
