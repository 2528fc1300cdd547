import { MAX_UNITS } from '@plimsoll/contract';
import type { HistoryChange } from '../../ledger/entry.ts';
import type { HistoryQuery, HistoryRow } from '../../store.ts';
import { meterKey } from '../batch-scope.ts';

/** Units per hour and user of every customer's meters. */
export interface MemoryHistory {
  add(changes: readonly HistoryChange[]): void;
  read(query: HistoryQuery): HistoryRow[];
}

/** A history in which nothing happened. */
export function createMemoryHistory(): MemoryHistory {
  const byMeter = new Map<string, Map<string, HistoryRow>>();
  return {
    add(changes) {
      for (const change of changes) {
        const rows = byMeter.get(meterKey(change)) ?? new Map<string, HistoryRow>();
        byMeter.set(meterKey(change), rows);
        const { hour, userId } = change;
        const key = `${hour}\u0000${userId ?? ''}`;
        // An hour can lie in two windows: each keeps to the bound, their sum stops there. A refund takes away, but never below 0.
        const units = Math.max(0, Math.min(MAX_UNITS, (rows.get(key)?.units ?? 0) + change.units));
        rows.set(key, { hour, userId, units });
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
