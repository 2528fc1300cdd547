import type { UsageEvent } from '../../ledger/entry.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import type { OutboxStore, QueueSummary, StuckUsage } from '../../store.ts';
import { readPlace } from '../read-place.ts';
import type { PostgresValue } from './commands.ts';
import type { Engine } from './engine.ts';
import type { Journal } from './journal.ts';

interface ClaimedRow extends UsageEvent {
  readonly seq: number;
  readonly attempts: number;
}

interface Ground {
  readonly engine: Engine;
  readonly now: () => number | null;
  readonly journal: Journal;
}

type StuckRow = UsageEvent & Pick<StuckUsage, 'place' | 'reason'>;

/** Usage events that the provider has not taken yet, with leases. The ledger writes them, by way of the journal. */
export function createPostgresOutbox({ engine, now, journal }: Ground): OutboxStore {
  const settle = (command: string, ids: readonly string[], values: Record<string, PostgresValue>) =>
    engine.write((transaction) => transaction.run(command, { ids, now: now(), ...values }));

  return {
    async claim({ limit, leaseMs }) {
      const token = systemRuntime.uuid();
      const claimed = await engine.write((transaction) => {
        journal.fillOutbox(transaction, limit);
        return transaction.all<ClaimedRow>('claim-outbox', { now: now(), leaseMs, limit, token });
      });
      const rows = claimed.sort((a, b) => a.seq - b.seq);
      const attempts = rows.reduce((most, row) => Math.max(most, row.attempts), 0);
      return { token, events: rows.map(eventOf), attempts };
    },
    acknowledge: (token, eventIds) => settle('acknowledge-outbox', eventIds, { token }),
    retry: (token, eventIds, delayMs) => settle('retry-outbox', eventIds, { token, delayMs }),
    park: (token, eventIds, reason) => settle('park-outbox', eventIds, { token, reason }),
    summary: async () => ({ waiting: 0, stuck: 0, oldestAt: null, ...(await engine.read<QueueSummary>('summarize-outbox'))[0] }),
    async listStuck({ after, limit }) {
      const rows = await engine.read<StuckRow>('list-stuck-outbox', { after: readPlace(after), limit });
      return rows.map((row) => ({ place: row.place, event: eventOf(row), reason: row.reason }));
    },
    revive: (eventIds) => settle('revive-outbox', eventIds, {}),
  };
}

function eventOf({ id, customerId, userId, meter, units, billableUnits, at }: UsageEvent): UsageEvent {
  return { id, customerId, userId, meter, units, billableUnits, at };
}
