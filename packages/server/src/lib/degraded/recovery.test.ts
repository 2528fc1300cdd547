import { BillingError } from '@plimsoll/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { stubProvider } from '../journeys/outbox-world.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { RecordStore } from '../store.ts';
import { type Availability, createAvailability, type OperationKind } from './availability.ts';

const INTERVAL = 300_000;
const LOOK = 5_000;
const HOUR = 3_600_000;
const START = Date.parse('2026-11-20T12:00:00Z');
const KINDS: readonly OperationKind[] = ['read', 'write', 'ingest'];

let now = START;
let records: RecordStore;
let probedAt: number[] = [];
let answer: () => Promise<void>;

const away = () => Promise.reject(new BillingError('provider_unavailable', 'no answer'));
const well = async () => {};

const provider = stubProvider({
  probe() {
    probedAt.push(now);
    return answer();
  },
});

const clock = { read: async () => now };

function instance(shared: RecordStore = records): Availability {
  const runtime = { ...systemRuntime, now: () => now };
  return createAvailability({ provider, records: shared, runtime, clock, probeIntervalMs: INTERVAL, alert: () => {}, onTurn: () => {} });
}

/** Lets time pass, every instance looking every five seconds, each at a moment of its own. */
async function pass(ms: number, instances: readonly Availability[]): Promise<void> {
  const step = Math.floor(LOOK / instances.length);
  for (const end = now + ms; now < end; ) {
    for (const one of instances) {
      now += step;
      await one.probe();
    }
  }
}

beforeEach(() => {
  now = START;
  records = memoryStore({ now: () => now }).records;
  probedAt = [];
  answer = away;
});

describe('in an outage', () => {
  it('of an hour, many instances together ask once every five minutes', async () => {
    const many = Array.from({ length: 5 }, () => instance());
    await pass(HOUR, many);
    expect(probedAt).toHaveLength(12);
    const gaps = probedAt.slice(1).map((at, index) => at - (probedAt[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(INTERVAL);
    expect(many.map((one) => one.reachable())).toEqual(many.map(() => false));
  });

  it.each([1, 100_000, 299_999])('that ends %s ms into an interval, every instance calls again within one interval', async (into) => {
    const many = Array.from({ length: 5 }, () => instance());
    await pass(HOUR / 2 + into, many);
    answer = well;
    await pass(INTERVAL + 2 * LOOK, many);
    for (const one of many) for (const kind of KINDS) expect(one.reachable(kind)).toBe(true);
  });

  it('is not made longer by an instance that dies while it asks', async () => {
    const [dying, living] = [instance(), instance()];
    answer = () => new Promise(() => {});
    void dying.probe();
    await Promise.resolve();
    answer = well;
    for (let call = 0; call < 3; call += 1) await living.call('read', away).catch(() => {});
    expect(living.reachable()).toBe(false);
    await pass(INTERVAL + LOOK, [living]);
    expect(living.reachable()).toBe(true);
  });

  it('is over for an instance that was answered, although the store fails at that moment', async () => {
    const one = instance({ ...records, read: () => Promise.reject(new BillingError('store_unavailable', 'away')) });
    for (let call = 0; call < 3; call += 1) await one.call('read', away).catch(() => {});
    answer = well;
    await one.probe().catch(() => {});
    expect(one.reachable()).toBe(true);
  });

  it('of one kind of call alone, the others go on, and a probe lets it try again', async () => {
    const one = instance();
    answer = well;
    for (let call = 0; call < 3; call += 1) await one.call('ingest', away).catch(() => {});
    expect(KINDS.map((kind) => one.reachable(kind))).toEqual([true, true, false]);
    await pass(INTERVAL + LOOK, [one]);
    expect(one.reachable('ingest')).toBe(true);
  });
});

describe('the budget', () => {
  it('counts every call and probe, and is what the provider allows unless a share is set', async () => {
    const one = instance();
    expect(one.budget()).toEqual({ requestsPerMinute: 500, left: 50, waiting: 0 });
    for (const kind of KINDS) await one.call(kind, well);
    answer = well;
    await one.probe();
    expect(one.budget()).toMatchObject({ left: 43 });
    const limits = { requestsPerMinute: 100, usageBatch: 500 };
    const options = { records, runtime: systemRuntime, clock, probeIntervalMs: INTERVAL, alert: () => {}, onTurn: () => {} };
    expect(createAvailability({ ...options, provider: { ...provider, limits } }).budget().requestsPerMinute).toBe(100);
    expect(createAvailability({ ...options, provider, requestsPerMinute: 50 }).budget().requestsPerMinute).toBe(50);
  });

  it('never stops a call of people, however little is left', async () => {
    const one = instance();
    for (let call = 0; call < 1000; call += 1) await one.call('write', well);
    expect(one.budget().left).toBe(-500);
    expect(await one.call('read', async () => 'answered')).toBe('answered');
  });

  it('is left alone by background work while the provider asks to slow down', async () => {
    const one = instance();
    const busy = () => Promise.reject(new BillingError('provider_unavailable', 'slow down', { retryAfterMs: 20 }));
    await one.call('read', busy).catch(() => {});
    const turn = one.turn('ingest');
    expect(one.budget()).toMatchObject({ waiting: 1 });
    now += 20;
    await turn;
    expect(one.budget()).toMatchObject({ waiting: 0 });
  });
});
