import { beforeEach, describe, expect, it } from 'vitest';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import { createTallies } from '../telemetry/tallies.ts';
import { snapshotOf } from '../testing/store-contract/sample-snapshot.ts';
import { forgetWritten } from './forget-written.ts';
import { createKnownCustomers, type KnownCustomer, type KnownCustomers } from './known-customers.ts';

const KEEP_MS = 1000;

const tallies = createTallies();
let steady = 0;
let loads: string[] = [];
let known: KnownCustomers;
/** What a reading waits for. */
let gate: Promise<void>;

const load = async (customerId: string): Promise<KnownCustomer> => {
  loads.push(customerId);
  await gate;
  const snapshot = customerId === 'nobody' ? null : snapshotOf(customerId);
  return { snapshot, standingAt: () => expect.unreachable() };
};
const open = (keepMs: number) => createKnownCustomers(load, { runtime: { ...systemRuntime, monotonic: () => steady }, keepMs, tallies });

beforeEach(() => {
  steady = 0;
  loads = [];
  gate = Promise.resolve();
  known = open(KEEP_MS);
});

describe('a customer that was read', () => {
  it('is remembered until its time is over, counted from when the reading began', async () => {
    const customer = await known.read('acme');
    steady = KEEP_MS - 1;
    expect(known.recall('acme')).toBe(customer);
    steady = KEEP_MS;
    expect(known.recall('acme')).toBeUndefined();
  });

  it('is forgotten when it changes, and nobody else is', async () => {
    await Promise.all([known.read('acme'), known.read('globex')]);
    known.forget('acme');
    expect(known.recall('acme')).toBeUndefined();
    expect(known.recall('globex')).toBeDefined();
  });

  it('is not remembered when it changed while it was read', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const reading = known.read('acme');
    known.forget('acme');
    expect(known.recall('acme')).toBeUndefined();
    resolve();
    await reading;
    expect(known.recall('acme')).toBeUndefined();
  });

  it('is not replaced by an older reading that ends later', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const older = known.read('acme');
    gate = Promise.resolve();
    const newer = await known.read('acme');
    resolve();
    await older;
    expect(known.recall('acme')).toBe(newer);
  });

  it('is remembered only when something was found', async () => {
    await known.read('nobody');
    expect(known.recall('nobody')).toBeUndefined();
  });

  it('is never remembered when nothing shall be', async () => {
    const off = open(0);
    await off.read('acme');
    expect(off.recall('acme')).toBeUndefined();
    const reading = off.read('acme');
    expect(off.recall('acme')).toBeUndefined();
    await reading;
  });

  it('gives way to others when ten thousand were read since', async () => {
    await known.read('first');
    for (let count = 1; count <= 10_000; count += 1) await known.read(`c${count}`);
    expect(known.recall('first')).toBeUndefined();
    expect(known.recall('c1')).toBeDefined();
  });

  it('is known no more when this process wrote it, without hearing of the change', async () => {
    const store = forgetWritten(memoryStore(), known);
    await known.read('acme');
    await store.snapshots.write(snapshotOf('acme'), 0);
    expect(known.recall('acme')).toBeUndefined();
  });
});

describe('a customer whose ledger changes', () => {
  /** Reads it, with the version heard of before. */
  const readAfter = async (version: number) => {
    await known.read('acme');
    known.noteVersion('acme', version);
    return await known.read('acme');
  };

  it('is as good as read anew with each version that follows on the one before', async () => {
    const customer = await readAfter(7);
    for (let version = 8; version < 12; version += 1) {
      steady += KEEP_MS - 1;
      known.noteVersion('acme', version);
      expect(known.recall('acme')).toBe(customer);
    }
    steady += KEEP_MS;
    expect(known.recall('acme')).toBeUndefined();
  });

  it('is not when a version was missed, nor by any that comes after', async () => {
    await readAfter(7);
    steady = KEEP_MS - 1;
    known.noteVersion('acme', 9);
    known.noteVersion('acme', 10);
    steady = KEEP_MS;
    expect(known.recall('acme')).toBeUndefined();
  });

  it('is not when no version was heard of before it was read', async () => {
    await known.read('acme');
    steady = KEEP_MS - 1;
    known.noteVersion('acme', 1);
    known.noteVersion('acme', 2);
    steady = KEEP_MS;
    expect(known.recall('acme')).toBeUndefined();
  });

  it('is not by a version that is heard of again', async () => {
    await readAfter(7);
    steady = KEEP_MS - 1;
    known.noteVersion('acme', 7);
    steady = KEEP_MS;
    expect(known.recall('acme')).toBeUndefined();
  });

  it('is not when one was missed while it was read', async () => {
    await readAfter(7);
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const reading = known.read('acme');
    known.noteVersion('acme', 9);
    resolve();
    await reading;
    steady = KEEP_MS - 1;
    known.noteVersion('acme', 10);
    steady = KEEP_MS;
    expect(known.recall('acme')).toBeUndefined();
  });

  it('is read again now and then all the same', async () => {
    const customer = await readAfter(1);
    let version = 1;
    for (; steady < 12 * KEEP_MS - 500; steady += 500) {
      version += 1;
      known.noteVersion('acme', version);
      expect(known.recall('acme')).toBe(customer);
    }
    version += 1;
    known.noteVersion('acme', version);
    steady = 12 * KEEP_MS;
    expect(known.recall('acme')).toBeUndefined();
  });
});

it('a reading that is under way is shared by who only wants to recall', async () => {
  const reading = known.read('acme');
  expect(await known.recall('acme')).toBe(await reading);
  expect(loads).toEqual(['acme']);
});

it('a reading that failed leaves nothing behind', async () => {
  gate = Promise.reject(new Error('away'));
  await expect(known.read('acme')).rejects.toThrow('away');
  expect(known.recall('acme')).toBeUndefined();
});
