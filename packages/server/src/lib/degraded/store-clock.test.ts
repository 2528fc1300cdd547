import { BillingError } from '@plimsoll/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { stubProvider } from '../journeys/outbox-world.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { Store } from '../store.ts';
import { createStoreClock } from '../store-clock.ts';
import { type Availability, createAvailability } from './availability.ts';

const INTERVAL = 300_000;
const HOUR = 3_600_000;
const START = Date.parse('2026-11-20T12:00:00Z');

let now = START;
let store: Store;
let answer: () => Promise<void>;

const away = () => Promise.reject(new BillingError('provider_unavailable', 'no answer'));
const well = async () => {};
const provider = stubProvider({ probe: () => answer() });

/** An instance whose host's clock is off by so much, and which may read the store's clock in a way of its own. */
function instance(offMs: number, readClock: () => Promise<number> = store.now): Availability {
  const runtime = { ...systemRuntime, now: () => now + offMs, monotonic: () => now };
  const clock = createStoreClock({ now: readClock }, { runtime, keepMs: 0 });
  return createAvailability({
    ...{ provider, records: store.records, runtime, clock, probeIntervalMs: INTERVAL },
    ...{ alert: () => {}, onTurn: () => {} },
  });
}

async function fail(one: Availability): Promise<void> {
  for (let call = 0; call < 3; call += 1) await one.call('read', away).catch(() => {});
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  now = START;
  store = memoryStore({ now: () => now });
  answer = away;
});

describe.each([-HOUR, 0, HOUR])('a host whose clock is off by %d ms', (offMs) => {
  it("dates an answer by the store's clock, for itself and for the others", async () => {
    const one = instance(offMs);
    await one.call('read', well);
    await settled();
    expect(one.lastContactAt()).toBe(START);
    answer = well;
    now += 60_000;
    await one.probe();
    const other = instance(0);
    await other.probe();
    expect([one.lastContactAt(), other.lastContactAt()]).toEqual([START + 60_000, START + 60_000]);
  });

  it('learns from another that the provider is back', async () => {
    const [off, right] = [instance(offMs), instance(0)];
    await right.probe();
    await fail(off);
    await settled();
    now += INTERVAL;
    answer = well;
    await right.probe();
    now += 1000;
    await off.probe();
    expect(off.reachable()).toBe(true);
  });

  it('is not told that it is back by what was found before its own failures', async () => {
    const [off, right] = [instance(offMs), instance(0)];
    answer = well;
    await right.probe();
    now += 60_000;
    await fail(off);
    await settled();
    await off.probe();
    expect(off.reachable()).toBe(false);
  });

  it('tells another what it found, which counts there by when it was found', async () => {
    const [off, right] = [instance(offMs), instance(0)];
    await off.probe();
    await right.probe();
    expect(right.reachable()).toBe(false);
    now += INTERVAL;
    answer = well;
    await off.probe();
    now += 1000;
    await right.probe();
    expect(right.reachable()).toBe(true);
    answer = away;
    now += INTERVAL;
    await off.probe();
    now += 1000;
    await right.call('read', well).catch(() => {});
    await settled();
    await right.probe();
    expect(right.reachable()).toBe(true);
  });
});

describe('what cannot be dated at once', () => {
  it('holds against what others found before, while the store is asked', async () => {
    const clock = Promise.withResolvers<number>();
    const [slow, right] = [instance(0, () => clock.promise), instance(0)];
    await right.probe();
    now += 60_000;
    await slow.call('read', well);
    await slow.probe();
    expect([slow.reachable(), slow.lastContactAt()]).toEqual([true, null]);
    clock.resolve(now);
    await settled();
    expect(slow.lastContactAt()).toBe(now);
  });

  it('gives way to what others find when the store could not say: nobody stays away for ever', async () => {
    const [blind, right] = [instance(0, () => Promise.reject(new BillingError('store_unavailable', 'away'))), instance(0)];
    await fail(blind);
    await settled();
    expect(blind.reachable()).toBe(false);
    answer = well;
    await right.probe();
    await blind.probe();
    expect(blind.reachable()).toBe(true);
  });
});
