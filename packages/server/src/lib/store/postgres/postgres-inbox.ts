import type { ProviderEvent } from '../../provider.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import type { InboxRow, InboxStore, QueueSummary, StuckWebhook } from '../../store.ts';
import { readPlace } from '../read-place.ts';
import type { PostgresValue } from './commands.ts';
import type { Engine } from './engine.ts';

// A prune takes this many rows in one transaction, so that it holds nobody up.
const PRUNE_ROWS = 500;

interface ClaimedRow {
  readonly seq: number;
  readonly event: string;
  readonly attempts: number;
}

type StuckRow = Omit<StuckWebhook, 'event'> & { readonly event: string };

/** Accepted webhooks with leases. */
export function createPostgresInbox({ engine, now }: { engine: Engine; now: () => number | null }): InboxStore {
  const run = (command: string, values: Record<string, PostgresValue>) =>
    engine.write((transaction) => transaction.run(command, { now: now(), ...values }));
  const settle = async (command: string, { event, token }: InboxRow, values: Record<string, PostgresValue>) =>
    (await run(command, { provider: event.provider, id: event.id, token, ...values })) === 1;

  return {
    async insert(event) {
      const { provider, id } = event;
      return (await run('insert-inbox', { provider, id, event: JSON.stringify(event) })) === 1 ? 'new' : 'seen';
    },
    async claim({ limit, leaseMs }) {
      const token = systemRuntime.uuid();
      const rows = await engine.write((transaction) => transaction.all<ClaimedRow>('claim-inbox', { now: now(), leaseMs, limit, token }));
      return rows.sort((a, b) => a.seq - b.seq).map(({ event, attempts }) => ({ event: parseEvent(event), attempts, token }));
    },
    finish: (row, outcome) => settle('finish-inbox', row, { outcome }),
    retry: (row, { delayMs, error }) => settle('retry-inbox', row, { delayMs, error }),
    bury: (row, error) => settle('bury-inbox', row, { error }),
    summary: async () => ({ waiting: 0, stuck: 0, oldestAt: null, ...(await engine.read<QueueSummary>('summarize-inbox'))[0] }),
    async listStuck({ after, limit }) {
      const rows = await engine.read<StuckRow>('list-stuck-inbox', { after: readPlace(after), limit });
      return rows.map((row) => ({ ...row, event: parseEvent(row.event) }));
    },
    revive: async ({ provider, id }) => (await run('revive-inbox', { provider, id })) === 1,
    prune: (olderThanMs) =>
      engine.enter(async (database) => {
        for (let total = 0; ; ) {
          const parameters = { now: now(), olderThanMs, limit: PRUNE_ROWS };
          const removed = await database.write((transaction) => transaction.run('prune-inbox', parameters));
          total += removed;
          if (removed < PRUNE_ROWS) return total;
        }
      }),
  };
}

function parseEvent(event: string): ProviderEvent {
  return JSON.parse(event) as ProviderEvent;
}
