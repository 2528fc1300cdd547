import type { ProviderEvent } from '../../provider.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import type { InboxRow, InboxStore, QueueSummary } from '../../store.ts';
import { readPlace } from '../read-place.ts';
import type { Ground } from './ground.ts';
import type { ScriptName } from './scripts.ts';
import { INBOX } from './told-numbers.ts';

// A prune holds the server for this many rows at a time.
const PRUNE_ROWS = 500;

/** Accepted webhooks with leases, all in one slot: their order counts more than their rate. */
export function createRedisInbox({ engine, keyspace, clock, losses }: Ground): InboxStore {
  const keys = [keyspace.inbox];
  const settle = (script: ScriptName, { event, token }: InboxRow, args: readonly (string | number)[]) =>
    engine.step(async () => (await engine.run<number>(script, { keys, args: [event.provider, event.id, token, ...args] })) === 1);

  return {
    insert: (event) =>
      engine.step(async () => {
        const args = [clock.given(), event.provider, event.id, JSON.stringify(event)];
        const compare = losses.expect([INBOX]);
        const number = await engine.run<number>('insert-inbox', { keys, args });
        compare([number]);
        losses.note([INBOX], [number]);
        return number > 0 ? 'new' : 'seen';
      }),
    claim: ({ limit, leaseMs }) =>
      engine.step(async () => {
        const token = systemRuntime.uuid();
        const rows = await engine.run<[number, ProviderEvent][]>('claim-inbox', { keys, args: [clock.given(), leaseMs, limit, token] });
        return rows.map(([attempts, event]) => ({ event, attempts, token }));
      }),
    finish: (row, outcome) => settle('finish-inbox', row, [clock.given(), outcome]),
    retry: (row, { delayMs, error }) => settle('retry-inbox', row, [clock.given(), delayMs, error]),
    bury: (row, error) => settle('bury-inbox', row, [error]),
    summary: () => engine.step(() => engine.run<QueueSummary>('summarize-inbox', { keys })),
    listStuck: ({ after, limit }) =>
      engine.step(async () => {
        const rows = await engine.run<[number, number, string, number, ProviderEvent][]>('list-stuck-inbox', {
          keys,
          args: [readPlace(after), limit],
        });
        return rows.map(([number, attempts, error, receivedAt, event]) => ({ place: String(number), event, attempts, error, receivedAt }));
      }),
    revive: ({ provider, id }) =>
      engine.step(async () => (await engine.run<number>('revive-inbox', { keys, args: [clock.given(), provider, id] })) === 1),
    prune: (olderThanMs) =>
      engine.step(async () => {
        for (let total = 0; ; ) {
          const removed = await engine.run<number>('prune-inbox', { keys, args: [clock.given(), olderThanMs, PRUNE_ROWS] });
          total += removed;
          if (removed < PRUNE_ROWS) return total;
        }
      }),
  };
}
