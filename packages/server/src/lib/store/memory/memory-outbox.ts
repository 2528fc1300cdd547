import type { UsageEvent } from '../../ledger/entry.ts';
import type { OutboxStore } from '../../store.ts';
import type { MemoryGround } from './memory-ground.ts';
import { createMemoryQueue, type QueueRow } from './memory-queue.ts';

export interface MemoryOutbox {
  readonly store: OutboxStore;
  /** Part of the ledger's own step. */
  readonly insert: (events: readonly UsageEvent[]) => void;
}

/** Usage events that the provider has not taken yet. */
export function createMemoryOutbox({ now, step, goings }: MemoryGround): MemoryOutbox {
  const queue = createMemoryQueue<UsageEvent>();
  let inserted = 0;
  const rowsOf = (customerId: string) => queue.rows().filter(({ item }) => item.customerId === customerId);
  goings.push({
    obstacle: ({ customerId, dropUsage }) =>
      !dropUsage && rowsOf(customerId).some(({ state, item }) => state === 'waiting' || item.billableUnits > 0) ? 'unsent' : null,
    erase: ({ customerId }) => queue.remove(rowsOf(customerId).map(({ key }) => key)),
  });

  // Rows have keys of their own: the ledger wrote each event once, and a repeated event id is for the provider to recognise.
  function settle(lease: { token: string; eventIds: readonly string[] }, change: Partial<QueueRow<UsageEvent>>): string[] {
    const ids = new Set(lease.eventIds);
    const held = queue.rows().filter(({ token, item }) => token === lease.token && ids.has(item.id));
    for (const { key } of held) queue.settle({ key, token: lease.token }, change);
    return held.map(({ key }) => key);
  }

  return {
    insert(events) {
      for (const event of events) {
        inserted += 1;
        queue.insert({ key: String(inserted), item: event, now: event.at });
      }
    },
    store: {
      claim: (lease) =>
        step(() => {
          const rows = queue.claim({ ...lease, now: now() });
          const attempts = rows.reduce((most, row) => Math.max(most, row.attempts), 0);
          return { token: rows[0]?.token ?? '', events: rows.map(({ item }) => item), attempts };
        }),
      acknowledge: (token, eventIds) =>
        step(() => {
          const taken = settle({ token, eventIds }, { state: 'ended' });
          queue.remove(taken);
          return taken.length;
        }),
      retry: (token, eventIds, delayMs) => step(() => settle({ token, eventIds }, { dueAt: now() + delayMs }).length),
      park: (token, eventIds, reason) => step(() => settle({ token, eventIds }, { state: 'stuck', fault: reason }).length),
      summary: () => step(() => queue.summary()),
      listStuck: (page) =>
        step(() => queue.stuck(page).map(({ item, fault, seq }) => ({ place: String(seq), event: item, reason: fault ?? '' }))),
      revive: (eventIds) =>
        step(() => {
          const ids = new Set(eventIds);
          const named = queue.rows().filter(({ item }) => ids.has(item.id));
          return named.filter(({ key }) => queue.revive(key, now())).length;
        }),
    },
  };
}
