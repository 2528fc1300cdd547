import { MAX_UNITS } from '@plimsoll/contract';
import type { HistoryChange } from '../../ledger/entry.ts';
import type { HistoryQuery, HistoryRow } from '../../store.ts';
import { meterKey } from '../batch-scope.ts';
import { dayOf } from '../day-of.ts';

/** Units per hour and user of every customer's meters. */
export interface MemoryHistory {
  add(changes: readonly HistoryChange[]): void;
  read(query: HistoryQuery): HistoryRow[];
  /** Keeps a customer's units per day, under another name and without users. */
  forget(customerId: string, mark: string): void;
}

/** A history in which nothing happened. */
export function createMemoryHistory(): MemoryHistory {
  const byMeter = new Map<string, Map<string, HistoryRow>>();

  function add(changes: readonly HistoryChange[]): void {
    for (const change of changes) {
      const rows = byMeter.get(meterKey(change)) ?? new Map<string, HistoryRow>();
      byMeter.set(meterKey(change), rows);
      const { hour, userId } = change;
      const key = `${hour}\u0000${userId ?? ''}`;
      // An hour can lie in two windows: each keeps to the bound, their sum stops there. A refund takes away, but never below 0.
      const units = Math.max(0, Math.min(MAX_UNITS, (rows.get(key)?.units ?? 0) + change.units));
      rows.set(key, { hour, userId, units });
    }
  }

  return {
    add,
    forget(customerId, mark) {
      for (const [key, rows] of byMeter) {
        const meter = key.slice(customerId.length + 1);
        if (key !== meterKey({ customerId, meter })) continue;
        byMeter.delete(key);
        for (const { hour, units } of rows.values()) add([{ customerId: mark, meter, userId: null, hour: dayOf(hour), units }]);
      }
    },
    read(query) {
      const rows = [...(byMeter.get(meterKey(query))?.values() ?? [])];
      return rows
        .filter(({ hour, units }) => hour >= query.from && hour < query.to && units > 0)
        .sort((a, b) => a.hour - b.hour || compareText(a.userId ?? '', b.userId ?? ''));
    },
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
