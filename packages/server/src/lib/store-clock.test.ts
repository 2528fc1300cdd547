import { beforeEach, describe, expect, it } from 'vitest';
import { systemRuntime } from './runtime/runtime.ts';
import { createStoreClock, type StoreClock } from './store-clock.ts';

const HOUR_MS = 3_600_000;
const KEEP_MS = 1000;

let steady = 0;
let hostAhead = 0;
let storeAhead = 0;
let asked = 0;
let clock: StoreClock;

beforeEach(() => {
  steady = 5_000;
  hostAhead = 0;
  storeAhead = 3 * HOUR_MS;
  asked = 0;
  const now = async () => {
    asked += 1;
    return steady + storeAhead;
  };
  const runtime = { ...systemRuntime, now: () => steady + hostAhead, monotonic: () => steady };
  clock = createStoreClock({ now }, { runtime, keepMs: KEEP_MS });
});

describe("the store's clock", () => {
  it('is unknown before it was read', () => {
    expect(clock.known()).toBeNull();
  });

  it('goes on by itself after a reading, however far it is from the clock of the host', async () => {
    expect(await clock.read()).toBe(5_000 + 3 * HOUR_MS);
    steady += 400;
    expect(clock.known()).toBe(5_400 + 3 * HOUR_MS);
    expect(asked).toBe(1);
  });

  it('is read again when its time is over', async () => {
    await clock.read();
    steady += KEEP_MS;
    expect(clock.known()).toBeNull();
  });

  it.each([HOUR_MS, -HOUR_MS])('does not follow a host whose clock jumps by %i ms: it is read again', async (jump) => {
    await clock.read();
    hostAhead += jump;
    expect(clock.known()).toBeNull();
    expect(await clock.read()).toBe(5_000 + 3 * HOUR_MS);
    steady += 1;
    expect(clock.known()).toBe(5_001 + 3 * HOUR_MS);
  });

  it('is never ahead of the store after a slow answer', async () => {
    const runtime = { ...systemRuntime, now: () => steady, monotonic: () => steady };
    const now = async () => {
      const looked = steady;
      await Promise.resolve();
      steady += 300;
      return looked;
    };
    const slow = createStoreClock({ now }, { runtime, keepMs: KEEP_MS });
    await slow.read();
    expect(slow.known()).toBe(5_000);
  });

  it('is read once for all who ask at the same time', async () => {
    expect(new Set(await Promise.all([clock.read(), clock.read(), clock.read()])).size).toBe(1);
    expect(asked).toBe(1);
  });

  it('is unknown after a reading that failed, and the next one tries again', async () => {
    let up = false;
    const now = () => (up ? Promise.resolve(7) : Promise.reject(new Error('away')));
    const shaky = createStoreClock({ now }, { runtime: systemRuntime, keepMs: KEEP_MS });
    await expect(shaky.read()).rejects.toThrow('away');
    expect(shaky.known()).toBeNull();
    up = true;
    expect(await shaky.read()).toBe(7);
  });
});
