import { beforeEach, expect, it } from 'vitest';
import { type OutboxWorld, openOutboxWorld } from '../journeys/outbox-world.ts';
import { watchQueues } from './watch-queues.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let world: OutboxWorld;
beforeEach(() => {
  world = openOutboxWorld();
});

/** An hour and more, looked at every minute by two instances. */
async function pass(ms: number): Promise<void> {
  for (let at = 0; at < ms; at += MINUTE_MS) {
    world.pass(MINUTE_MS);
    await Promise.all([watchQueues(world.context), watchQueues(world.context)]);
  }
}

const hear = (id: string) => {
  const owner = { customerId: 'acme', providerCustomerId: 'cus-1' };
  const event = {
    provider: 'stub',
    id,
    type: 'order.paid',
    occurredAt: '2026-11-20T12:00:00Z',
    ...owner,
    effect: { kind: 'reread' },
  } as const;
  return world.context.store.inbox.insert(event);
};

it('says nothing of what waits for less than an hour', async () => {
  await hear('one');
  await world.use('acme', 1);
  await pass(HOUR_MS - MINUTE_MS);
  expect(world.alerts).toEqual([]);
});

it('tells of late webhooks once an hour and installation, with how many wait and since when', async () => {
  await hear('one');
  await hear('two');
  await pass(3 * HOUR_MS + MINUTE_MS);
  expect(world.alerts.map(({ code, priority }) => [code, priority])).toEqual([
    ['webhooks_late', 'soon'],
    ['webhooks_late', 'soon'],
    ['webhooks_late', 'soon'],
  ]);
  expect(world.alerts[0]?.context).toEqual({
    provider: 'stub',
    waiting: 2,
    oldestAt: '2026-11-20T12:00:00.000Z',
    oldestAgeMs: HOUR_MS,
  });
});

it('tells of late usage likewise, and of neither once it is through', async () => {
  await world.use('acme', 3);
  await pass(HOUR_MS);
  expect(world.alerts).toMatchObject([{ code: 'usage_late', context: { waiting: 3 } }]);
  const { token, events } = await world.context.store.outbox.claim({ limit: 10, leaseMs: 1000 });
  await world.context.store.outbox.acknowledge(
    token,
    events.map(({ id }) => id),
  );
  await pass(3 * HOUR_MS);
  expect(world.alerts).toHaveLength(1);
});
