import { type AccountKey, accountKey } from '../../ledger/account.ts';
import { openBooksFinding } from '../../ledger/books.ts';
import type { LedgerCommand } from '../../ledger/command.ts';
import { type Decision, decideOn } from '../../ledger/decide.ts';
import type { Change, HistoryQuery, HistoryRow, LedgerStore } from '../../store.ts';
import { settleEntry } from '../settle-due.ts';
import type { Engine } from './engine.ts';
import type { Journal } from './journal.ts';
import type { HourRow } from './journal-page.ts';
import { FOLDED_AT_ONCE, listEntries } from './list-entries.ts';
import { type BatchEntries, loadDue, loadDueOf, loadEntries, readEntry, type Step } from './load-entries.ts';
import type { SqliteChanges } from './sqlite-changes.ts';
import type { Statements } from './statements.ts';

interface Ground {
  readonly engine: Engine;
  readonly now: () => number;
  readonly changes: SqliteChanges;
}

/** Lock, load, decide, write: all of a batch in one transaction. */
export function createSqliteLedger({ engine, now, changes }: Ground): LedgerStore {
  const begin = (statements: Statements, journal: Journal): Step => {
    journal.catchUp();
    return { statements, journal, now: now() };
  };
  const read = <T>(work: (step: Step) => T): Promise<T> => engine.read((statements, journal) => work(begin(statements, journal)));

  // Listeners hear of a change only after it is durable.
  async function write<T>(work: (step: Step) => { answer: T; raised: readonly Change[] }): Promise<T> {
    const { answer, raised } = await engine.write((statements, journal) => work(begin(statements, journal)));
    changes.publish(raised);
    return answer;
  }

  return {
    batching: { largest: 256, atOnce: 1 },
    apply: (commands) =>
      write((step) => {
        const { results, writes } = decideIn(step, loadEntries(step, commands), commands);
        return { answer: results, raised: step.journal.record(writes) };
      }),
    expire: (limit) =>
      write((step) => {
        step.journal.fold(FOLDED_AT_ONCE);
        const { writes } = decideIn(step, { find: () => undefined, due: loadDue(step, limit) }, []);
        return { answer: writes.entries.length, raised: step.journal.record(writes) };
      }),
    async prune({ thanMs, limit }) {
      // What is in the journal may be what became of an old answer. Slice by slice, so that others come in between.
      while (await engine.write((statements, journal) => begin(statements, journal).journal.fold(FOLDED_AT_ONCE)));
      return engine.write((statements, journal) => {
        const step = begin(statements, journal);
        journal.fold(Number.POSITIVE_INFINITY);
        return statements.run('prune-entries', { before: step.now - thanMs, limit });
      });
    },
    readAccounts: (keys) =>
      read((step) => {
        const due = loadDueOf(step, () => keys);
        const { writes } = decideIn(step, { find: () => undefined, due }, []);
        const settled = (key: AccountKey) => writes.accounts.find((account) => accountKey(account) === accountKey(key));
        return keys.map((key) => settled(key) ?? step.journal.account(key));
      }),
    readEntry: (key) =>
      read((step) => {
        const entry = readEntry(step, key);
        return entry === undefined ? null : settleEntry(entry, step.now);
      }),
    listEntries: (page) => listEntries(engine, begin, page),
    readHistory: (query) =>
      read((step) =>
        readHours(step, query)
          .filter(({ units }) => units > 0)
          .sort(byHourAndUser)
          .map(historyRow),
      ),
  };
}

function decideIn({ journal, now }: Step, { find, due }: BatchEntries, commands: readonly LedgerCommand[]): Decision {
  return decideOn(openBooksFinding({ findAccount: journal.account, findEntry: find, due }, now), commands);
}

function readHours({ statements, journal }: Step, { customerId, meter, from, to }: HistoryQuery): HourRow[] {
  const rows = [
    ...statements.all<HourRow>('read-history', { customerId, meter, from, to }),
    ...journal.hours({ customerId, meter, from, to }),
  ];
  // Later ones say what is so now.
  return [...new Map(rows.map((row) => [`${row.hour} ${row.userId}`, row])).values()];
}

function historyRow({ hour, userId, units }: HourRow): HistoryRow {
  return { hour, userId: userId === '' ? null : userId, units };
}

function byHourAndUser(a: HourRow, b: HourRow): number {
  if (a.hour !== b.hour) return a.hour - b.hour;
  if (a.userId === b.userId) return 0;
  return a.userId < b.userId ? -1 : 1;
}
