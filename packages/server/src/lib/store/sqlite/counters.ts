import { MAX_UNITS } from '@plimsoll/contract';
import { type Account, type AccountKey, accountKey, emptyAccount } from '../../ledger/account.ts';
import type { HistoryChange } from '../../ledger/entry.ts';
import type { HistoryQuery } from '../../store.ts';
import { accountShape, type HourRow, hourKey, hourShape, versionShape } from './counter-rows.ts';
import type { SqliteValue } from './database.ts';
import { createShelf } from './shelf.ts';
import type { Statements } from './statements.ts';

/** Accounts, hours of history and versions: what their tables hold, with later changes on top. */
export interface Counters {
  account(key: AccountKey): Account;
  putAccount(account: Account): void;
  version(customerId: string): number;
  /** Raises the version of a customer by one and gives it. */
  raise(customerId: string): number;
  /** Adds units to an hour of history, between 0 and the bound. An hour can lie in two windows: each keeps to it, their sum stops there. */
  addUnits(change: HistoryChange): void;
  /** Hours of a customer's meter, in any order. */
  history(query: HistoryQuery): HourRow[];
}

/** Values of rows in the order of their columns. */
export interface CounterChanges {
  readonly accounts: readonly SqliteValue[][];
  readonly hours: readonly SqliteValue[][];
  readonly versions: readonly SqliteValue[][];
}

/** What the tail does with counters. */
export interface KeptCounters extends Counters {
  /** What was put, raised and added since this was called last. */
  takeChanges(): CounterChanges;
  /** Learns what someone else changed. */
  learn(changes: CounterChanges): void;
  /** Writes what the tables do not know yet. */
  writeTables(): void;
  forget(): void;
}

/** The counters as a connection sees them. */
export function keepCounters(statements: Statements): KeptCounters {
  const accounts = createShelf(accountShape);
  const hours = createShelf(hourShape);
  const versions = createShelf(versionShape);

  function account({ customerId, meter, window }: AccountKey): Account {
    const key = { customerId, meter, window };
    const text = accountKey(key);
    const known = accounts.get(text);
    if (known !== undefined) return known;
    const [row] = statements.all<Account>('read-account', key);
    const read = row === undefined ? emptyAccount(key) : { ...row };
    accounts.remember(text, read);
    return read;
  }

  function version(customerId: string): number {
    const known = versions.get(customerId) ?? statements.all<{ version: number }>('read-version', { customerId })[0];
    return known?.version ?? 0;
  }

  function raise(customerId: string): number {
    const raised = { customerId, version: version(customerId) + 1 };
    versions.put(customerId, raised);
    return raised.version;
  }

  function addUnits({ customerId, meter, hour, userId, units }: HistoryChange): void {
    const row = { customerId, meter, hour, userId: userId ?? '' };
    const text = hourKey(row);
    const known = hours.get(text) ?? statements.all<HourRow>('read-hour', row)[0];
    hours.put(text, { ...row, units: Math.max(0, Math.min((known?.units ?? 0) + units, MAX_UNITS)) });
  }

  return {
    ...{ account, version, raise, addUnits },
    history: (query) => readHistory(statements, hours.ahead(), query),
    putAccount: (changed) => accounts.put(accountKey(changed), changed),
    takeChanges: () => ({ accounts: accounts.takeChanges(), hours: hours.takeChanges(), versions: versions.takeChanges() }),
    learn(changes) {
      accounts.learn(changes.accounts);
      hours.learn(changes.hours);
      versions.learn(changes.versions);
    },
    writeTables() {
      for (const row of accounts.settle()) statements.run('save-account', { ...row });
      for (const row of hours.settle()) statements.run('save-hour', { ...row });
      for (const row of versions.settle()) statements.run('save-version', { ...row });
    },
    forget() {
      for (const shelf of [accounts, hours, versions]) shelf.forget();
    },
  };
}

function readHistory(statements: Statements, ahead: Iterable<HourRow>, { customerId, meter, from, to }: HistoryQuery): HourRow[] {
  const rows = new Map<string, HourRow>();
  for (const row of statements.all<HourRow>('read-history', { customerId, meter, from, to })) rows.set(hourKey(row), row);
  for (const row of ahead) {
    const isAskedFor = row.customerId === customerId && row.meter === meter && row.hour >= from && row.hour < to;
    if (isAskedFor) rows.set(hourKey(row), row);
  }
  return [...rows.values()];
}
