import type { ProviderEvent } from '../../provider.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import type { InboxRow, InboxStore, QueueSummary, StuckWebhook } from '../../store.ts';
import { readPlace } from '../read-place.ts';
import type { Engine } from './engine.ts';

// A prune takes the write lock for this many rows at a time, so that it holds nobody up.
const PRUNE_ROWS = 500;

interface ClaimedRow {
  readonly seq: number;
  readonly event: string;
  readonly attempts: number;
}

type StuckRow = Omit<StuckWebhook, 'event'> & { readonly event: string };

/** Accepted webhooks with leases. */
export function createSqliteInbox({ engine, now }: { engine: Engine; now: () => number }): InboxStore {
  const settle = (command: string, { event, token }: InboxRow, values: Record<string, string | number>) =>
    engine.write((statements) => statements.run(command, { provider: event.provider, id: event.id, token, ...values }) === 1);

  return {
    insert: (event) =>
      engine.write((statements) => {
        const { provider, id } = event;
        return statements.run('insert-inbox', { provider, id, event: JSON.stringify(event), now: now() }) === 1 ? 'new' : 'seen';
      }),
    claim: ({ limit, leaseMs }) =>
      engine.write((statements) => {
        const at = now();
        const token = systemRuntime.uuid();
        const rows = statements.all<ClaimedRow>('claim-inbox', { now: at, until: at + leaseMs, limit, token });
        return rows
          .sort((a, b) => a.seq - b.seq)
          .map(({ event, attempts }) => ({ event: JSON.parse(event) as ProviderEvent, attempts, token }));
      }),
    finish: (row, outcome) => settle('finish-inbox', row, { outcome, now: now() }),
    retry: (row, { delayMs, error }) => settle('retry-inbox', row, { dueAt: now() + delayMs, error }),
    bury: (row, error) => settle('bury-inbox', row, { error, now: now() }),
    summary: () =>
      engine.read((statements) => ({ waiting: 0, stuck: 0, oldestAt: null, ...statements.all<QueueSummary>('summarize-inbox')[0] })),
    listStuck: ({ after, limit }) =>
      engine.read((statements) =>
        statements
          .all<StuckRow>('list-stuck-inbox', { after: readPlace(after), limit })
          .map((row) => ({ ...row, event: JSON.parse(row.event) as ProviderEvent })),
      ),
    revive: ({ provider, id }) => engine.write((statements) => statements.run('revive-inbox', { provider, id, now: now() }) === 1),
    async prune(olderThanMs) {
      const before = now() - olderThanMs;
      for (let total = 0; ; ) {
        const removed = await engine.write((statements) => statements.run('prune-inbox', { before, limit: PRUNE_ROWS }));
        total += removed;
        if (removed < PRUNE_ROWS) return total;
      }
    },
  };
}
