import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Context } from '../context.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { createHub } from './hub.ts';
import { streamChanges } from './stream-changes.ts';

const HEARTBEAT_MS = 25_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The three things that a stream works with; a version is read when the test lets it. */
function setUp({ version = 7 } = {}) {
  const hub = createHub();
  const reads: PromiseWithResolvers<void>[] = [];
  let held = false;
  let current = version;
  const changes = {
    async version() {
      const seen = current;
      if (!held) return seen;
      const read = Promise.withResolvers<void>();
      reads.push(read);
      await read.promise;
      return seen;
    },
  };
  const context = { hub, runtime: systemRuntime, store: { changes } } as unknown as Context;
  let leave = () => {};
  const { changes: stream, close } = streamChanges(context, 'acme', (listener) => {
    leave = listener;
  });
  return {
    ...{ hub, stream, close, leave: () => leave() },
    change() {
      current += 1;
      hub.publish({ customerId: 'acme' });
    },
    erase() {
      current = 0;
      hub.publish({ customerId: 'acme' });
    },
    hold() {
      held = true;
    },
    letGo() {
      held = false;
      for (const read of reads) read.resolve();
    },
  };
}

/** What the stream says next, or that it says nothing yet. */
async function peek(next: Promise<IteratorResult<unknown>>): Promise<unknown> {
  let seen: unknown = 'nothing yet';
  void next.then(({ done, value }) => {
    seen = done === true ? 'the end' : value;
  });
  await vi.advanceTimersByTimeAsync(0);
  return seen;
}

/** Takes all places that are left; says whether there is none now, and takes it if there is. */
function fillUp({ hub }: ReturnType<typeof setUp>): () => boolean {
  let customers = 0;
  const isFull = () => {
    try {
      customers += 1;
      hub.listen(`customer-${customers}`, () => {});
      return false;
    } catch {
      return true;
    }
  };
  while (!isFull());
  return isFull;
}

describe('the live stream of a customer', () => {
  it('begins with the version of now', async () => {
    const { stream } = setUp({ version: 7 });
    expect(await peek(stream.next())).toBe(7);
  });

  it('says nothing until something changes, then the new version', async () => {
    const { stream, change } = setUp();
    await stream.next();
    const next = stream.next();
    expect(await peek(next)).toBe('nothing yet');
    change();
    expect(await peek(next)).toBe(8);
  });

  it('announces a change that comes while the version is read', async () => {
    const { stream, change, hold, letGo } = setUp();
    hold();
    const first = stream.next();
    await vi.advanceTimersByTimeAsync(0);
    change();
    letGo();
    expect(await peek(first)).toBe(7);
    expect(await peek(stream.next())).toBe(8);
    expect(await peek(stream.next())).toBe('nothing yet');
  });

  it('announces a change that comes while nobody reads, once however many they were', async () => {
    const { stream, change } = setUp();
    await stream.next();
    change();
    change();
    change();
    expect(await peek(stream.next())).toBe(10);
    expect(await peek(stream.next())).toBe('nothing yet');
  });

  it("hears nothing of another customer's changes, and of those that concern everyone", async () => {
    const { stream, hub } = setUp();
    await stream.next();
    const next = stream.next();
    hub.publish({ customerId: 'globex' });
    expect(await peek(next)).toBe('nothing yet');
    hub.publishAll();
    expect(await peek(next)).toBe(7);
  });

  it('gives a sign of life in every silence, before proxies cut it', async () => {
    const { stream } = setUp();
    await stream.next();
    for (let at = 0; at < 3; at += 1) {
      const next = stream.next();
      await vi.advanceTimersByTimeAsync(HEARTBEAT_MS - 1);
      expect(await peek(next)).toBe('nothing yet');
      await vi.advanceTimersByTimeAsync(1);
      expect(await peek(next)).toBe('still-here');
    }
  });

  it.each<[name: string, end: (world: ReturnType<typeof setUp>) => void]>([
    ['the one who asked has gone', ({ leave }) => leave()],
    ['the engine stops', ({ hub }) => hub.close()],
  ])('ends when %s, in a silence', async (_name, end) => {
    const world = setUp();
    await world.stream.next();
    const next = world.stream.next();
    await vi.advanceTimersByTimeAsync(0);
    end(world);
    expect(await peek(next)).toBe('the end');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends when the one who asked has gone before anything was said', async () => {
    const world = setUp();
    const first = world.stream.next();
    world.leave();
    await first;
    expect(await peek(world.stream.next())).toBe('the end');
  });

  it.each<[name: string, end: (world: ReturnType<typeof setUp>) => unknown]>([
    ['the one who asked has gone', ({ leave }) => leave()],
    ['the reader lets it go', ({ stream }) => stream.return(undefined)],
    ['the engine stops', ({ hub }) => hub.close()],
  ])('frees its place when %s', async (_name, end) => {
    const world = setUp();
    await world.stream.next();
    const isFull = fillUp(world);
    expect(isFull()).toBe(true);
    end(world);
    await peek(world.stream.next());
    expect(isFull()).toBe(false);
  });

  it('has its place from the start, and frees it when it is closed before anybody read it', () => {
    const world = setUp();
    const isFull = fillUp(world);
    expect(isFull()).toBe(true);
    world.close();
    world.close();
    expect([isFull(), vi.getTimerCount()]).toEqual([false, 0]);
  });

  it('frees its place when what it says is not taken for a minute, as of a client that is dead', async () => {
    const world = setUp();
    await world.stream.next();
    const isFull = fillUp(world);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(isFull()).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect([isFull(), vi.getTimerCount()]).toEqual([false, 0]);
    expect(await peek(world.stream.next())).toBe('the end');
  });

  it('ends within half an hour, so that who reads it is asked again who it is', async () => {
    const { stream } = setUp();
    const startedAt = Date.now();
    for (let next = await stream.next(); next.done !== true; ) {
      const coming = stream.next();
      await vi.advanceTimersByTimeAsync(HEARTBEAT_MS);
      next = await coming;
    }
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(24 * 60_000);
    expect(Date.now() - startedAt).toBeLessThanOrEqual(30 * 60_000 + HEARTBEAT_MS);
  });
});

it('ends for whoever is erased, and goes on for whoever has no version yet', async () => {
  const erased = setUp();
  expect(await peek(erased.stream.next())).toBe(7);
  const next = erased.stream.next();
  erased.erase();
  expect(await peek(next)).toBe('the end');
  const fresh = setUp({ version: 0 });
  expect(await peek(fresh.stream.next())).toBe(0);
  const first = fresh.stream.next();
  fresh.change();
  expect(await peek(first)).toBe(1);
});
