import { BillingError, isBillingError } from '@plimsoll/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../alert.ts';
import { stubProvider } from '../journeys/outbox-world.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import type { RecordStore } from '../store.ts';
import { type Availability, createAvailability, type OperationKind } from './availability.ts';

const INTERVAL = 300_000;
const START = Date.parse('2026-11-20T12:00:00Z');

let now = START;
let records: RecordStore;
let probes = 0;
let answer: () => Promise<void>;
let alerts: Alert['code'][] = [];
let turns = 0;

/** The part of a store that installations share: compare-and-set with an end, on the test's clock. */
function mapRecords(): RecordStore {
  const rows = new Map<string, { value: unknown; revision: number; until: number }>();
  let last = 0;
  const live = (key: string) => {
    const row = rows.get(key);
    return row !== undefined && row.until > now ? row : undefined;
  };
  return {
    async read(key) {
      const row = live(key);
      return row === undefined ? null : { value: structuredClone(row.value), revision: row.revision };
    },
    async write(key, { value, expectedRevision, ttlMs }) {
      if ((live(key)?.revision ?? 0) !== expectedRevision) return false;
      last += 1;
      rows.set(key, { value: structuredClone(value), revision: last, until: ttlMs === null ? Number.POSITIVE_INFINITY : now + ttlMs });
      return true;
    },
    remove: async (key) => void rows.delete(key),
  };
}

const provider = stubProvider({
  probe() {
    probes += 1;
    return answer();
  },
});

const instance = (): Availability =>
  createAvailability({
    ...{ provider, records, probeIntervalMs: INTERVAL, runtime: { ...systemRuntime, now: () => now } },
    clock: { read: async () => now },
    alert: ({ code }) => void alerts.push(code),
    onTurn: () => {
      turns += 1;
    },
  });

const fault = () => Promise.reject(new BillingError('provider_unavailable', 'no answer'));
const busy = () => Promise.reject(new BillingError('provider_unavailable', 'slow down', { retryAfterMs: 1000 }));
const refusal = () => Promise.reject(new BillingError('provider_rejected', 'no'));
const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'answered',
    (error: unknown) => (isBillingError(error) ? error.code : String(error)),
  );

async function call(of: Availability, work: () => Promise<unknown>, { kind = 'read' as OperationKind, count = 1 } = {}): Promise<void> {
  for (let at = 0; at < count; at += 1) await codeOf(of.call(kind, work));
}

beforeEach(() => {
  now = START;
  records = mapRecords();
  answer = async () => {};
  probes = 0;
  alerts = [];
  turns = 0;
});

describe('calls', () => {
  it('give what the provider answers, and note when', async () => {
    const one = instance();
    expect(one.lastContactAt()).toBeNull();
    expect(await one.call('read', async () => 7)).toBe(7);
    expect(one.lastContactAt()).toBe(START);
  });

  it('stop at the door after three faults, and say when to come back', async () => {
    const one = instance();
    await call(one, fault, { count: 3 });
    let called = false;
    const blocked = one.call('read', async () => {
      called = true;
    });
    await expect(blocked).rejects.toMatchObject({ code: 'provider_unavailable', retryAfterMs: INTERVAL });
    expect(called).toBe(false);
    expect(one.reachable()).toBe(false);
    expect(alerts).toEqual(['provider_away']);
    expect(turns).toBe(1);
  });

  it('go on when the provider refuses, or asks to slow down: both are answers', async () => {
    const one = instance();
    await call(one, refusal, { count: 5 });
    await call(one, busy, { count: 5 });
    expect(one.reachable()).toBe(true);
    await call(one, fault, { count: 2 });
    await call(one, refusal);
    await call(one, fault, { count: 2 });
    expect(one.reachable()).toBe(true);
  });

  it('fail by kind: a provider that takes no usage still sells', async () => {
    const one = instance();
    await call(one, fault, { kind: 'ingest', count: 3 });
    expect(await codeOf(one.call('ingest', async () => 1))).toBe('provider_unavailable');
    expect(await codeOf(one.call('write', async () => 1))).toBe('answered');
    expect(one.reachable()).toBe(true);
    expect(alerts).toEqual([]);
  });
});

describe('a probe', () => {
  it('that succeeds opens every kind again and tells of it once', async () => {
    const one = instance();
    for (const kind of ['read', 'write', 'ingest'] as const) await call(one, fault, { kind, count: 3 });
    await one.probe();
    for (const kind of ['read', 'write', 'ingest'] as const) expect(await codeOf(one.call(kind, async () => 1))).toBe('answered');
    expect(alerts).toEqual(['provider_away', 'provider_back']);
    expect(turns).toBe(2);
  });

  it('that is refused or told to slow down was answered', async () => {
    const one = instance();
    answer = busy;
    await one.probe();
    expect(one.reachable()).toBe(true);
    expect(one.lastContactAt()).toBe(START);
  });

  it('is asked once per interval by two instances, and both know the answer', async () => {
    const [one, two] = [instance(), instance()];
    answer = fault;
    await one.probe();
    await two.probe();
    expect(probes).toBe(1);
    expect([one.reachable(), two.reachable()]).toEqual([false, false]);
    now += INTERVAL;
    answer = async () => {};
    await two.probe();
    await one.probe();
    expect(probes).toBe(2);
    expect([one.reachable(), two.reachable()]).toEqual([true, true]);
    expect(one.lastContactAt()).toBe(now);
  });

  it('is asked once by many instances at the same moment', async () => {
    const many = Array.from({ length: 20 }, instance);
    await Promise.all(many.map((one) => one.probe()));
    expect(probes).toBe(1);
  });

  it('is asked again by another instance when the first one is gone', async () => {
    await instance().probe();
    now += INTERVAL;
    const other = instance();
    await other.probe();
    expect(probes).toBe(2);
  });

  it('tells a new instance when the provider was last heard, although it is away now', async () => {
    await instance().probe();
    now += INTERVAL;
    answer = fault;
    const fresh = instance();
    await fresh.probe();
    expect(fresh.reachable()).toBe(false);
    expect(fresh.lastContactAt()).toBe(START);
  });
});

describe("another instance's finding", () => {
  it('that is older than an answer of our own takes nothing away', async () => {
    const [one, two] = [instance(), instance()];
    answer = fault;
    await one.probe();
    now += 60_000;
    await call(two, async () => 1);
    await two.probe();
    expect(probes).toBe(1);
    expect(two.reachable()).toBe(true);
  });

  it('that is older than failures of our own opens nothing', async () => {
    const [one, two] = [instance(), instance()];
    await one.probe();
    now += 60_000;
    await call(two, fault, { count: 3 });
    await two.probe();
    expect(probes).toBe(1);
    expect(two.reachable()).toBe(false);
  });
});
