import type { LedgerCommand } from '../../ledger/command.ts';
import { type Entry, entryKey } from '../../ledger/entry.ts';
import { isWellFormed } from '../../ledger/well-formed.ts';
import { type MeterKey, meterKeysOf } from '../batch-scope.ts';
import { type EntryRow, entryOfRow } from './ledger-rows.ts';
import type { Statements } from './statements.ts';

/** Entries by their `entryKey`. */
export type EntryMap = ReadonlyMap<string, Entry>;

/** Whether a command makes an entry of its own: nearly always its id is new. */
export function isFirst({ kind }: LedgerCommand): boolean {
  return kind === 'spend' || kind === 'record' || kind === 'reserve' || kind === 'grant';
}

interface Scope {
  readonly named: readonly LedgerCommand[];
  readonly all: readonly LedgerCommand[];
  /** The store's clock. */
  readonly now: number;
}

/**
 * The entries that commands name, and those of their meters whose time is over. A command that is not well-formed names nothing, so that
 * nothing odd reaches the engine.
 */
export function loadEntries(statements: Statements, { named, all, now }: Scope): EntryMap {
  const entries = new Map<string, Entry>();
  for (const command of named) {
    const entry = entries.has(entryKey(command)) || !isWellFormed(command) ? undefined : readEntry(statements, command);
    if (entry !== undefined) entries.set(entryKey(entry), entry);
  }
  const due = loadDueOf(statements, () => meterKeysOf(all, entries.values()), now);
  return new Map([...entries, ...due]);
}

/** An entry as it is written. */
export function readEntry(statements: Statements, { customerId, id }: Pick<Entry, 'customerId' | 'id'>): Entry | undefined {
  return statements.all<EntryRow>('read-entry', { customerId, id }).map(entryOfRow)[0];
}

/** Reservations of some meters whose time is over. */
export function loadDueOf(statements: Statements, meters: () => readonly MeterKey[], now: number): EntryMap {
  // Mostly there is none, because a sweeper ends them: one look instead of one for each meter.
  if (statements.all('find-due', { now }).length === 0) return new Map();
  const unique = new Set(meters().map(({ customerId, meter }) => JSON.stringify([customerId, meter])));
  return mapOf(statements.all<EntryRow>('load-due-of-meters', { keys: `[${[...unique].join()}]`, now }));
}

/** Reservations of all customers whose time is over, the longest first. */
export function loadDue(statements: Statements, { now, limit }: { now: number; limit: number }): EntryMap {
  return mapOf(statements.all<EntryRow>('load-due', { now, limit }));
}

function mapOf(rows: readonly EntryRow[]): EntryMap {
  return new Map(rows.map((row) => [entryKey(row), entryOfRow(row)]));
}
