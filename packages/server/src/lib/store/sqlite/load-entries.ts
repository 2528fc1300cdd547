import type { LedgerCommand } from '../../ledger/command.ts';
import { type Entry, type EntryKey, entryKey } from '../../ledger/entry.ts';
import { isWellFormed } from '../../ledger/well-formed.ts';
import { type MeterKey, meterKey, meterKeysOf } from '../batch-scope.ts';
import type { Journal } from './journal.ts';
import { type EntryRow, entryOfRow } from './ledger-rows.ts';
import type { Statements } from './statements.ts';

/** A transaction that has begun, at one instant of the store's clock. */
export interface Step {
  readonly statements: Statements;
  readonly journal: Journal;
  readonly now: number;
}

/** The entries of a batch. */
export interface BatchEntries {
  readonly find: (key: EntryKey) => Entry | undefined;
  /** Reservations of the meters of the batch whose time is over. */
  readonly due: readonly Entry[];
}

/** The entries that commands name, and those of their meters whose time is over. */
export function loadEntries(step: Step, commands: readonly LedgerCommand[]): BatchEntries {
  const named = loadNamed(step, commands);
  // Most ids are new, and then there is nothing to look through.
  const find = (key: EntryKey) => (named.size === 0 ? undefined : named.get(entryKey(key)));
  const meters = () =>
    meterKeysOf(
      commands,
      commands.filter(isWellFormed).flatMap((command) => find(command) ?? []),
    );
  return { find, due: loadDueOf(step, meters) };
}

function loadNamed({ statements, journal }: Step, commands: readonly LedgerCommand[]): Map<string, Entry> {
  const named = new Map<string, Entry>();
  const ids: string[] = [];
  for (const { customerId, id } of commands) {
    // A command that is not well-formed names nothing, so that nothing odd reaches the engine.
    if (typeof id !== 'string' || !journal.mayBeThere(id)) continue;
    const entry = journal.entry({ customerId, id });
    if (entry === undefined) ids.push(id);
    else named.set(entryKey(entry), entry);
  }
  const old = ids.length === 0 ? [] : statements.all<EntryRow>('load-entries', { ids: JSON.stringify(ids) }).map(entryOfRow);
  for (const entry of old) if (journal.entry(entry) === undefined) named.set(entryKey(entry), entry);
  return named;
}

/** An entry as it is written. */
export function readEntry({ statements, journal }: Step, { customerId, id }: EntryKey): Entry | undefined {
  return journal.entry({ customerId, id }) ?? statements.all<EntryRow>('read-entry', { customerId, id }).map(entryOfRow)[0];
}

/** Reservations of some meters whose time is over. */
export function loadDueOf({ statements, journal, now }: Step, meters: () => readonly MeterKey[]): Entry[] {
  const fresh = journal.due(now);
  // Mostly there is none, because a sweeper ends them: one look instead of one for each meter.
  const someAreOld = statements.all('find-due', { now }).length > 0;
  if (fresh.length === 0 && !someAreOld) return [];
  const keys = new Map(meters().map(({ customerId, meter }) => [meterKey({ customerId, meter }), [customerId, meter]]));
  const old = someAreOld ? statements.all<EntryRow>('load-due-of-meters', { keys: JSON.stringify([...keys.values()]), now }) : [];
  return [
    ...fresh.filter((entry) => keys.has(meterKey(entry))),
    ...old.map(entryOfRow).filter((entry) => journal.entry(entry) === undefined),
  ];
}

/** Reservations of all customers whose time is over, the longest first. */
export function loadDue({ statements, journal, now }: Step, limit: number): Entry[] {
  const old = statements.all<EntryRow>('load-due', { now, limit }).map(entryOfRow);
  const due = [...old.filter((entry) => journal.entry(entry) === undefined), ...journal.due(now)];
  return due.sort((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0)).slice(0, limit);
}
