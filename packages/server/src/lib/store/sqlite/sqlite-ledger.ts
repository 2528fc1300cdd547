import { type Books, openBooksOn } from '../../ledger/books.ts';
import type { LedgerCommand } from '../../ledger/command.ts';
import { decideOn } from '../../ledger/decide.ts';
import type { LedgerResult } from '../../ledger/result.ts';
import type { Change, HistoryRow, LedgerStore } from '../../store.ts';
import { settleEntry } from '../settle-due.ts';
import type { HourRow } from './counter-rows.ts';
import type { Engine } from './engine.ts';
import { type EntryMap, isFirst, loadDue, loadDueOf, loadEntries, readEntry } from './load-entries.ts';
import { isTaken } from './map-error.ts';
import { saveWrites } from './save-writes.ts';
import type { SqliteChanges } from './sqlite-changes.ts';
import type { Statements } from './statements.ts';
import type { Tail } from './tail.ts';

interface Ground {
  readonly engine: Engine;
  readonly now: () => number;
  readonly changes: SqliteChanges;
}

/** A transaction that has begun, at one instant of the store's clock. */
interface Step {
  readonly statements: Statements;
  readonly tail: Tail;
  readonly now: number;
}

/** Lock, load, decide, write: all of a batch in one transaction. */
export function createSqliteLedger({ engine, now, changes }: Ground): LedgerStore {
  const begin = (statements: Statements, tail: Tail): Step => {
    tail.catchUp();
    return { statements, tail, now: now() };
  };
  const read = <T>(work: (step: Step) => T): Promise<T> => engine.read((statements, tail) => work(begin(statements, tail)));

  // Listeners hear of a change only after it is durable.
  async function write<T>(work: (step: Step) => { answer: T; raised: readonly Change[] }): Promise<T> {
    const { answer, raised } = await engine.write((statements, tail) => work(begin(statements, tail)));
    changes.publish(raised);
    return answer;
  }

  return {
    batching: { largest: 256, atOnce: 1 },
    async apply(commands) {
      try {
        return await write((step) => applyTrusting(step, commands) ?? applyKnowing(step, commands));
      } catch (error) {
        if (!isTaken(error)) throw error;
        return write((step) => applyKnowing(step, commands));
      }
    },
    expire: (limit) =>
      write((step) => {
        const loaded = loadDue(step.statements, { now: step.now, limit });
        const { writes } = decideOn(openLedger(step, loaded), []);
        const raised = saveWrites(step, writes, loaded);
        step.tail.fold();
        return { answer: writes.entries.length, raised };
      }),
    prune: ({ thanMs, limit }) => engine.write((statements) => statements.run('prune-entries', { before: now() - thanMs, limit })),
    readAccounts: (keys) =>
      read((step) => {
        const books = openLedger(
          step,
          loadDueOf(step.statements, () => keys, step.now),
        );
        decideOn(books, []);
        return keys.map(books.account);
      }),
    readEntry: (key) =>
      read(({ statements, now }) => {
        const entry = readEntry(statements, key);
        return entry === undefined ? null : settleEntry(entry, now);
      }),
    readHistory: (query) =>
      read(({ tail }) =>
        tail
          .history(query)
          .filter(({ units }) => units > 0)
          .sort(byHourAndUser)
          .map(historyRow),
      ),
  };
}

interface Applied {
  readonly answer: readonly LedgerResult[];
  readonly raised: readonly Change[];
}

/**
 * Decides without a look at whether new ids are new: the table refuses one that is not. That leaves the commands which were refused, because
 * one that has been done before is not; then nothing is written and the answer is undefined.
 */
function applyTrusting(step: Step, commands: readonly LedgerCommand[]): Applied | undefined {
  const loaded = loadEntries(step.statements, { named: commands.filter((command) => !isFirst(command)), all: commands, now: step.now });
  const { results, writes } = decideOn(openLedger(step, loaded), commands);
  if (commands.some((command, index) => isFirst(command) && results[index]?.ok !== true)) return undefined;
  return { answer: results, raised: saveWrites(step, writes, loaded) };
}

function applyKnowing(step: Step, commands: readonly LedgerCommand[]): Applied {
  const loaded = loadEntries(step.statements, { named: commands, all: commands, now: step.now });
  const { results, writes } = decideOn(openLedger(step, loaded), commands);
  return { answer: results, raised: saveWrites(step, writes, loaded) };
}

function openLedger({ tail, now }: Step, entries: EntryMap): Books {
  return openBooksOn({ findAccount: tail.account, entries: entries.values() }, now);
}

function historyRow({ hour, userId, units }: HourRow): HistoryRow {
  return { hour, userId: userId === '' ? null : userId, units };
}

function byHourAndUser(a: HourRow, b: HourRow): number {
  if (a.hour !== b.hour) return a.hour - b.hour;
  if (a.userId === b.userId) return 0;
  return a.userId < b.userId ? -1 : 1;
}
