import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOOK_MS, listen, openInstance, pass } from '../journeys/level-world.ts';
import { createLevelWatch } from './create-level-watch.ts';

const START = Date.parse('2026-11-20T12:00:00Z');

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

describe('what it costs', () => {
  it('is one look for a burst, and a comparison in memory while the next level is far', async () => {
    const { spend, looks } = openInstance(() => {});
    for (let turn = 0; turn < 10; turn += 1) await spend(1);
    expect(looks()).toBe(0);
    await pass(2 * LOOK_MS);
    expect(looks()).toBe(1);
    for (let turn = 0; turn < 15; turn += 1) {
      await spend(1);
      await pass(LOOK_MS);
    }
    await pass(2 * LOOK_MS);
    expect(looks()).toBe(1);
  });

  it('is nothing more for a meter without a limit, or one that is exhausted', async () => {
    const { spend, looks, levels } = openInstance(() => {});
    await spend(1, 'images');
    await spend(100);
    await pass(2 * LOOK_MS);
    for (let turn = 0; turn < 100; turn += 1) await spend(1000, 'images');
    levels.note({ customerId: 'acme', meter: 'tokens', kind: 'record', state: 'committed', units: 50 });
    await pass(10 * LOOK_MS);
    expect(looks()).toBe(1);
  });

  it('is at most one look in a second and a half, however near the level is', async () => {
    const { spend, looks } = openInstance(() => {});
    await spend(70);
    await pass(2 * LOOK_MS);
    for (let turn = 0; turn < 30; turn += 1) {
      await spend(1);
      await pass(100);
    }
    await pass(2 * LOOK_MS);
    expect(looks()).toBeLessThanOrEqual(1 + 4);
  });

  it('survives a store that is away, and looks again with the next usage', async () => {
    const { levels, hook } = listen();
    const { spend, store } = openInstance(hook);
    const read = vi.spyOn(store.records, 'read').mockRejectedValueOnce(new Error('the store is away'));
    await spend(95);
    await pass(2 * LOOK_MS);
    expect([levels(), read.mock.calls.length]).toEqual([[], 1]);
    await spend(1);
    await pass(2 * LOOK_MS);
    expect(levels()).toEqual(['low']);
  });
});

it('a host without the hook costs nothing at all', async () => {
  const watch = createLevelWatch(() => expect.fail('looked'), undefined);
  watch.note({ customerId: 'acme', meter: 'tokens', kind: 'spend', state: 'committed', units: 50 });
  watch.noteCustomer('acme');
  expect(await watch.round()).toBe(false);
});
