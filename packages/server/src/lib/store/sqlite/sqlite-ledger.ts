import type { Account, AccountKey } from '../../ledger/account.ts';
import { accountKeysOf, type Loaded, type Writes } from '../../ledger/books.ts';
import type { LedgerCommand } from '../../ledger/command.ts';
import { decide } from '../../ledger/decide.ts';
import { type Entry, entryKey } from '../../ledger/entry.ts';
import type { Change, HistoryRow, LedgerStore } from '../../store.ts';
import { customersOf, entryKeysOf, type MeterKey, meterKeysOf } from '../batch-scope.ts';
import { settleAccounts, settleEntry } from '../settle-due.ts';
import type { Engine } from './engine.ts';
import { type EntryRow, entryOfRow, rowOfEntry } from './ledger-rows.ts';
import type { SqliteChanges } from './sqlite-changes.ts';
import type { Statements } from './statements.ts';

interface Ground {
  readonly engine: Engine;
  readonly now: () => number;
  readonly changes: SqliteChanges;
}

/** Lock, load, decide, write: all of a batch in one transaction. */
export function createSqliteLedger({ engine, now, changes }: Ground): LedgerStore {
  // Listeners hear of a change only after it is durable.
  async function write<T>(work: (statements: Statements, at: number) => { result: T; writes: Writes }): Promise<T> {
    const { result, raised } = await engine.write((statements) => {
      const { result, writes } = work(statements, now());
      return { result, raised: save(statements, writes, changes) };
    });
    changes.publish(raised);
    return result;
  }

  return {
    batching: { largest: 256, atOnce: 1 },
    apply: (commands) =>
      write((statements, at) => {
        const { results, writes } = decide(loadBatch(statements, commands, at), commands, at);
        return { result: results, writes };
      }),
    expire: (limit) =>
      write((statements, at) => {
        const entries = statements.all<EntryRow>('load-due', { now: at, limit }).map(entryOfRow);
        const { writes } = decide({ entries, accounts: loadAccounts(statements, accountKeysOf([], entries)) }, [], at);
        return { result: writes.entries.length, writes };
      }),
    prune: ({ thanMs, limit }) => engine.write((statements) => statements.run('prune-entries', { before: now() - thanMs, limit })),
    readAccounts: (keys) =>
      engine.read((statements) => {
        const at = now();
        const entries = loadDueOf(statements, keys, at);
        return settleAccounts(keys, { entries, accounts: loadAccounts(statements, [...keys, ...accountKeysOf([], entries)]) }, at);
      }),
    readEntry: (key) =>
      engine.read((statements) => {
        const [entry] = loadEntries(statements, [key]);
        return entry === undefined ? null : settleEntry(entry, now());
      }),
    readHistory: ({ customerId, meter, from, to }) =>
      engine.read((statements) => statements.all<HistoryRow>('read-history', { customerId, meter, from, to }).map((row) => ({ ...row }))),
  };
}

function loadBatch(statements: Statements, commands: readonly LedgerCommand[], now: number): Loaded {
  const named = loadEntries(statements, entryKeysOf(commands));
  const due = loadDueOf(statements, meterKeysOf(commands, named), now);
  const entries = [...new Map([...named, ...due].map((entry) => [entryKey(entry), entry])).values()];
  return { entries, accounts: loadAccounts(statements, accountKeysOf(commands, entries)) };
}

function loadEntries(statements: Statements, keys: readonly Pick<Entry, 'customerId' | 'id'>[]): Entry[] {
  const json = JSON.stringify(keys.map(({ customerId, id }) => [customerId, id]));
  return statements.all<EntryRow>('load-entries', { keys: json }).map(entryOfRow);
}

function loadDueOf(statements: Statements, meters: readonly MeterKey[], now: number): Entry[] {
  const unique = new Set(meters.map(({ customerId, meter }) => JSON.stringify([customerId, meter])));
  return statements.all<EntryRow>('load-due-of-meters', { keys: `[${[...unique].join()}]`, now }).map(entryOfRow);
}

function loadAccounts(statements: Statements, keys: readonly AccountKey[]): Account[] {
  const json = JSON.stringify(keys.map(({ customerId, meter, window }) => [customerId, meter, window]));
  return statements.all<Account>('load-accounts', { keys: json }).map((account) => ({ ...account }));
}

function save(statements: Statements, writes: Writes, changes: SqliteChanges): readonly Change[] {
  for (const account of writes.accounts) statements.run('save-account', { ...account });
  for (const entry of writes.entries) statements.run('save-entry', rowOfEntry(entry));
  for (const change of writes.history) statements.run('add-history', { ...change });
  for (const event of writes.events) statements.run('insert-outbox', { ...event });
  return changes.raise(statements, customersOf(writes));
}
