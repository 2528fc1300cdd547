import { BillingError } from '@plimsoll/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '../alert.ts';
import type { Context } from '../context.ts';
import { openAway, openSpillWorld, TOKENS } from '../journeys/spill-world.ts';
import type { Accepted } from '../ledger/result.ts';
import { silentLogger } from '../logger.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { createSpill } from './create-spill.ts';
import type { SpillJournal } from './spill-journal.ts';

const MINUTE_MS = 60_000;
const codes = (alerts: readonly Alert[]) => alerts.map(({ code }) => code);

describe('a store that goes away', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const journal: SpillJournal = {
    append: async () => {},
    read: async () => null,
    drop: async () => {},
    size: async () => 0,
    close: async () => {},
  };

  /** Asks a store that is there or not, and says how that ended. */
  function setUp(spill: SpillJournal | undefined) {
    const alerts: Alert[] = [];
    let away = false;
    const storeAway = () => new BillingError('store_unavailable', 'away');
    const answer = <T>(value: T): Promise<T> => (away ? Promise.reject(storeAway()) : Promise.resolve(value));
    const store = { name: 'stub', now: () => answer(0) };
    const alert = (alert: Alert) => void alerts.push(alert);
    const context = { store, alert, logger: silentLogger, runtime: systemRuntime } as unknown as Context;
    const sut = createSpill(() => context, spill);
    const asked = { usage: { customerId: 'small', meter: 'tokens', id: 'id' }, commandOf: () => expect.fail('no policy is known') };
    const accepted = { ok: true, repeated: false } as unknown as Accepted;
    return {
      ...{ alerts, spill: sut },
      async ask(isAway: boolean) {
        away = isAway;
        await sut.orJournal(asked, () => answer(accepted)).catch(() => {});
      },
      async round(isAway: boolean) {
        away = isAway;
        expect(await sut.importRound()).toBe(false);
      },
    };
  }

  it.each([
    ['with a journal', journal, true],
    ['without one', undefined, false],
  ] as const)('is alerted at once and once for each absence, %s', async (_name, spill, spills) => {
    const world = setUp(spill);
    for (let turn = 0; turn < 20; turn += 1) await world.ask(true);
    await world.round(true);
    expect(world.alerts).toEqual([{ priority: 'immediate', code: 'store_away', context: { store: 'stub', spills } }]);
    expect(await world.spill.summary()).toEqual({ away: true, waitingBytes: 0 });
    await world.round(false);
    expect(await world.spill.summary()).toEqual({ away: false, waitingBytes: 0 });
    vi.advanceTimersByTime(MINUTE_MS);
    await world.ask(true);
    expect(world.alerts).toHaveLength(2);
  });

  it('and comes back and goes is one trouble for a minute', async () => {
    const world = setUp(journal);
    for (let second = 0; second < 180; second += 1) {
      await world.ask(true);
      await world.round(false);
      vi.advanceTimersByTime(1000);
    }
    expect(codes(world.alerts)).toEqual(Array.from({ length: 3 }, () => 'store_away'));
  });

  it('is not taken for away because something else failed', async () => {
    const world = setUp(undefined);
    const asked = { usage: { customerId: 'small', meter: 'tokens', id: 'id' }, commandOf: () => expect.fail('no policy is known') };
    await expect(world.spill.orJournal(asked, () => Promise.reject(new BillingError('limit_reached', 'full')))).rejects.toThrow('full');
    expect([world.alerts, (await world.spill.summary()).away]).toEqual([[], false]);
  });

  it('says that the size of a journal that cannot be read is not known', async () => {
    const broken = setUp({ ...journal, size: () => Promise.reject(new Error('locked by another process')) });
    expect(await broken.spill.summary()).toEqual({ away: false, waitingBytes: null });
    const hung = setUp({ ...journal, size: () => new Promise(() => {}) });
    const summary = hung.spill.summary();
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(await summary).toEqual({ away: false, waitingBytes: null });
  });
});

describe('usage that was spilled', () => {
  it('is told with its numbers once it is in the store, once for all batches', async () => {
    await using world = await openAway();
    await Promise.all(Array.from({ length: 300 }, () => world.usage().spend(TOKENS)));
    world.turn('up');
    for (let round = 0; round < 5; round += 1) await world.billing().tick();
    expect(world.alerts).toEqual([
      expect.objectContaining({ code: 'store_away' }),
      { priority: 'soon', code: 'usage_spilled', context: { acts: 300, refused: 0, damaged: 0 } },
    ]);
  });

  it('is told when the process stops in the middle of it', async () => {
    await using world = await openAway();
    await Promise.all(Array.from({ length: 300 }, () => world.usage().spend(TOKENS)));
    world.turn('up');
    await world.billing().tick();
    expect(codes(world.alerts)).toEqual(['store_away']);
    await world.restart();
    expect(world.alerts.at(-1)).toMatchObject({ code: 'usage_spilled', context: { acts: 128 } });
  });

  it('is not told when there was none', async () => {
    await using world = await openSpillWorld();
    await world.usage().spend(TOKENS);
    for (let round = 0; round < 3; round += 1) await world.billing().tick();
    expect(world.alerts).toEqual([]);
  });
});
