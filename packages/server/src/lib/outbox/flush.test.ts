import { BillingError } from '@plimsoll/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { type OutboxWorld, openOutboxWorld } from '../journeys/outbox-world.ts';
import type { UsageReceipt } from '../provider.ts';
import { flushOutbox } from './flush.ts';
import { reviveParked } from './park-usage.ts';

const took = (inserted: number, duplicates = 0): UsageReceipt => ({ inserted, duplicates });
const refusal = (code: 'provider_rejected' | 'not_found' = 'provider_rejected') => new BillingError(code, 'One event is refused.');
const away = (options = {}) => new BillingError('provider_unavailable', 'no answer', options);

let world: OutboxWorld;
beforeEach(() => {
  world = openOutboxWorld();
});

const flush = () => flushOutbox(world.context);
const summary = () => world.context.store.outbox.summary();

describe('a receipt', () => {
  it('that covers every event, new or seen before, ends them', async () => {
    await world.use('acme', 3);
    world.answer = async () => took(1, 2);
    await flush();
    expect(await summary()).toMatchObject({ waiting: 0, stuck: 0 });
    expect(world.alerts).toEqual([]);
  });

  it.each([took(2), took(0), took(1, 1), took(3, 1)])(
    'that counts %j of three is told at once, and the same ids are sent again',
    async (receipt) => {
      await world.use('acme', 3);
      world.answer = async () => receipt;
      await flush();
      expect(world.alerts).toMatchObject([{ priority: 'immediate', code: 'usage_miscounted', context: { sent: 3, ...receipt } }]);
      expect(await summary()).toMatchObject({ waiting: 3, stuck: 0 });
      world.answer = async () => took(0, 3);
      world.pass(60_000);
      await flush();
      expect(world.sent[1]).toEqual(world.sent[0]);
      expect(await summary()).toMatchObject({ waiting: 0 });
    },
  );
});

describe('a batch', () => {
  it('is never larger than the provider takes, and more is said to wait', async () => {
    world = openOutboxWorld({ limits: { requestsPerMinute: 500, usageBatch: 2 } });
    await world.use('acme', 5);
    expect([await flush(), await flush(), await flush()]).toEqual([true, true, false]);
    expect(world.sent.map((ids) => ids.length)).toEqual([2, 2, 1]);
  });

  it('that holds bad events loses only those, in at most 2·log2(n) calls for each', async () => {
    await world.use('acme', 100);
    const bad = ['acme-17', 'acme-80'];
    world.answer = async (events) => {
      if (events.some(({ id }) => bad.includes(id))) throw refusal();
      return took(events.length);
    };
    await flush();
    expect((await world.context.store.outbox.listStuck({ after: null, limit: 9 })).map(({ event }) => event.id)).toEqual(bad);
    expect(await summary()).toMatchObject({ waiting: 0, stuck: 2 });
    expect(world.sent.length).toBeLessThanOrEqual(1 + 2 * 2 * 7);
    expect(world.alerts.map(({ code, priority }) => [code, priority])).toEqual([
      ['usage_parked', 'soon'],
      ['usage_parked', 'soon'],
    ]);
  });

  it('that is searched for longer than the round lasts leaves the rest for the next round, none lost', async () => {
    await world.use('acme', 64);
    world.answer = async (events) => {
      world.pass(9_000);
      if (events.some(({ id }) => id === 'acme-0')) throw refusal();
      return took(events.length);
    };
    await flush();
    expect(world.sent.length).toBeLessThanOrEqual(5);
    expect(await summary()).toMatchObject({ waiting: 64, stuck: 0 });
    world.answer = async (events) => took(events.length);
    await flush();
    expect(await summary()).toMatchObject({ waiting: 0, stuck: 0 });
  });
});

describe('the pause before the next try', () => {
  it('grows, and is never longer than a minute, since a provider bills what it has heard of', async () => {
    await world.use('acme', 1);
    world.answer = () => Promise.reject(new BillingError('provider_unavailable', 'busy', { retryAfterMs: 0 }));
    for (let round = 0; round < 20; round += 1) {
      await flush();
      world.pass(60_000);
    }
    expect(world.sent).toHaveLength(20);
  });

  it('is at least as long as the provider asks for', async () => {
    await world.use('acme', 1);
    world.answer = () => Promise.reject(away({ retryAfterMs: 120_000 }));
    await flush();
    world.pass(119_000);
    await flush();
    expect(world.sent).toHaveLength(1);
    world.pass(2_500);
    await flush();
    expect(world.sent).toHaveLength(2);
  });

  it('does not grow in an outage: nothing is claimed while the breaker is open', async () => {
    await world.use('acme', 1);
    world.answer = () => Promise.reject(away());
    for (let round = 0; round < 50; round += 1) {
      await flush();
      world.pass(60_000);
    }
    expect(world.sent).toHaveLength(3);
    world.answer = async (events) => took(events.length);
    await world.context.availability.probe();
    await flush();
    expect(await summary()).toMatchObject({ waiting: 0 });
  });
});

describe('a worker whose lease ran out while it was sending', () => {
  /** Sends, and holds the answer back until the lease is over and another worker has the same events. */
  async function overtake(answer: () => Promise<UsageReceipt>) {
    await world.use('acme', 2);
    const { promise, resolve } = Promise.withResolvers<void>();
    world.answer = () => promise.then(answer);
    const late = flush();
    await world.settle();
    world.pass(61_000);
    const held = await world.context.store.outbox.claim({ limit: 10, leaseMs: 60_000 });
    expect(held.events).toHaveLength(2);
    resolve();
    await late;
    return held;
  }

  it.each([
    ['success', async () => took(2)],
    ['failure', () => Promise.reject(away())],
    ['wrong count', async () => took(1)],
  ])('changes nothing with its %s: the events stay with the one who holds them', async (_what, answer) => {
    const held = await overtake(answer);
    expect(await summary()).toMatchObject({ waiting: 2, stuck: 0 });
    expect((await world.context.store.outbox.claim({ limit: 10, leaseMs: 1 })).events).toEqual([]);
    expect(await world.context.store.outbox.acknowledge(held.token, ['acme-0', 'acme-1'])).toBe(2);
  });

  it('parks nothing and tells of nothing when its events are refused', async () => {
    await overtake(() => Promise.reject(refusal()));
    expect(await summary()).toMatchObject({ waiting: 2, stuck: 0 });
    expect(world.alerts).toEqual([]);
  });
});

describe('usage of a customer that the provider does not know', () => {
  const unknown = 'newcomer';
  beforeEach(async () => {
    world.answer = async (events) => {
      if (events.some(({ customerId }) => customerId === unknown) && !world.known.has(unknown)) throw refusal('not_found');
      return took(events.length);
    };
    await world.use('acme', 3);
    await world.use(unknown, 2);
    await flush();
  });

  it('waits apart, without stopping that of others', async () => {
    expect(await summary()).toMatchObject({ waiting: 0, stuck: 2 });
    expect(world.alerts.map(({ code, priority }) => [code, priority])).toEqual([
      ['usage_parked', 'hour'],
      ['usage_parked', 'hour'],
    ]);
  });

  it('goes on by itself when the customer is bound, and not before', async () => {
    await reviveParked(world.context);
    expect(await summary()).toMatchObject({ waiting: 0, stuck: 2 });
    await world.bind(unknown);
    await reviveParked(world.context);
    expect(await summary()).toMatchObject({ waiting: 2, stuck: 0 });
    await flush();
    expect(await summary()).toMatchObject({ waiting: 0, stuck: 0 });
  });

  it('goes on also when it stands behind many that wait for a person', async () => {
    world = openOutboxWorld();
    world.answer = async () => Promise.reject(refusal('not_found'));
    await world.use('acme', 501);
    const { outbox } = world.context.store;
    const { token, events } = await outbox.claim({ limit: 501, leaseMs: 60_000 });
    await outbox.park(
      token,
      events.map(({ id }) => id),
      'Refused.',
    );
    await world.use(unknown, 1);
    await flush();
    expect(await summary()).toMatchObject({ waiting: 0, stuck: 502 });
    await world.bind(unknown);
    await reviveParked(world.context);
    expect(await summary()).toMatchObject({ waiting: 1, stuck: 501 });
  });

  it('is left to a person when a bound customer is refused all the same, or when the reason is another', async () => {
    await world.bind(unknown);
    world.known.delete(unknown);
    await reviveParked(world.context);
    await flush();
    await reviveParked(world.context);
    expect(await summary()).toMatchObject({ waiting: 0, stuck: 2 });
    expect(world.alerts.at(-1)).toMatchObject({ priority: 'soon', code: 'usage_parked' });
  });
});
