import type { UsageEvent } from '../../ledger/entry.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import type { OutboxStore, QueueSummary, StuckUsage } from '../../store.ts';
import { readPlace } from '../read-place.ts';
import type { SqliteValue } from './database.ts';
import type { Engine } from './engine.ts';

interface ClaimedRow extends UsageEvent {
  readonly seq: number;
  readonly attempts: number;
}

type StuckRow = UsageEvent & Pick<StuckUsage, 'place' | 'reason'>;

/** Usage events that the provider has not taken yet, with leases. The ledger writes them. */
export function createSqliteOutbox({ engine, now }: { engine: Engine; now: () => number }): OutboxStore {
  const settle = (command: string, ids: readonly string[], values: Record<string, SqliteValue>) =>
    engine.write((statements) => statements.run(command, { ids: JSON.stringify(ids), ...values }));

  return {
    claim: ({ limit, leaseMs }) =>
      engine.write((statements, journal) => {
        journal.catchUp();
        const at = now();
        const token = systemRuntime.uuid();
        const claim = () => statements.all<ClaimedRow>('claim-outbox', { now: at, until: at + leaseMs, limit, token });
        // The newest events are still in the journal: so many as are asked for are brought into the outbox first.
        let more = journal.fold(limit);
        let rows = claim();
        for (; more && rows.length === 0; rows = claim()) more = journal.fold(limit);
        rows.sort((a, b) => a.seq - b.seq);
        const attempts = rows.reduce((most, row) => Math.max(most, row.attempts), 0);
        return { token, events: rows.map(eventOf), attempts };
      }),
    acknowledge: (token, eventIds) => settle('acknowledge-outbox', eventIds, { token }),
    retry: (token, eventIds, delayMs) => settle('retry-outbox', eventIds, { token, dueAt: now() + delayMs }),
    park: (token, eventIds, reason) => settle('park-outbox', eventIds, { token, reason }),
    summary: () =>
      engine.read((statements, journal) => {
        journal.catchUp();
        const { waiting = 0, stuck = 0, oldestAt = null } = statements.all<QueueSummary>('summarize-outbox')[0] ?? {};
        const fresh = journal.events();
        return { waiting: waiting + fresh.length, stuck, oldestAt: oldestAt ?? fresh[0]?.at ?? null };
      }),
    listStuck: ({ after, limit }) =>
      engine.read((statements) =>
        statements
          .all<StuckRow>('list-stuck-outbox', { after: readPlace(after), limit })
          .map(({ place, reason, ...event }) => ({ place, event, reason })),
      ),
    revive: (eventIds) => settle('revive-outbox', eventIds, { now: now() }),
  };
}

function eventOf({ id, customerId, userId, meter, units, billableUnits, at }: ClaimedRow): UsageEvent {
  return { id, customerId, userId, meter, units, billableUnits, at };
}
