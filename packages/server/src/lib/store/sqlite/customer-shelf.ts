import { MAX_UNITS } from '@plimsoll/contract';
import { type Account, type AccountKey, emptyAccount } from '../../ledger/account.ts';
import type { HistoryChange } from '../../ledger/entry.ts';
import { createCustomerMap, type Kept } from './customer-map.ts';
import type { HourRow, VersionRow } from './journal-page.ts';
import type { Statements } from './statements.ts';

/** Accounts, hours of history and versions of customers, as they are with everything that the journal says. Kept in memory. */
export interface CustomerShelf {
  account(key: AccountKey): Account;
  version(customerId: string): number;
  putAccount(account: Account, page: number): Kept<Account>;
  putHour(hour: HourRow, page: number): Kept<HourRow>;
  putVersion(version: VersionRow, page: number): Kept<VersionRow>;
  /** Adds units to an hour of a user, between 0 and the bound. An hour can lie in two windows: each keeps to it, their sum stops there. */
  addUnits(change: HistoryChange, page: number): Kept<HourRow>;
  /** Raises the version of a customer by one for a page, once. */
  raise(customerId: string, page: number): Kept<VersionRow>;
  forget(): void;
}

// Windows and hours that are over are looked for no more.
const MOST_ROWS = 12;

/** A shelf with nothing on it, over tables. */
export function createCustomerShelf(statements: Statements): CustomerShelf {
  const { find, forget } = createCustomerMap();

  function account(key: AccountKey): Account {
    const { accounts } = find(key.customerId);
    for (const { row } of accounts) if (row.window === key.window && row.meter === key.meter) return row;
    const { customerId, meter, window } = key;
    const [found] = statements.all<Account>('read-account', { customerId, meter, window });
    const row = found === undefined ? emptyAccount(key) : { ...found };
    accounts.push({ row, page: 0 });
    return row;
  }

  function version(customerId: string): Kept<VersionRow> {
    const customer = find(customerId);
    customer.version ??= { row: { customerId, version: readVersion(statements, customerId) }, page: 0 };
    return customer.version;
  }

  function putHour(row: HourRow, page: number): Kept<HourRow> {
    const customer = find(row.customerId);
    for (const kept of customer.hours) if (isSameHour(kept.row, row)) return change(kept, row, page);
    customer.hours = keepNew(customer.hours);
    return putFirst(customer.hours, { row, page });
  }

  function addUnits({ customerId, meter, hour, userId, units }: HistoryChange, page: number): Kept<HourRow> {
    const row = { customerId, meter, hour, userId: userId ?? '', units: 0 };
    const known = find(customerId).hours.find((kept) => isSameHour(kept.row, row)) ?? putHour(readHour(statements, row), 0);
    return change(known, { ...row, units: Math.max(0, Math.min(known.row.units + units, MAX_UNITS)) }, page);
  }

  return {
    ...{ account, putHour, addUnits, forget },
    version: (customerId) => version(customerId).row.version,
    raise(customerId, page) {
      const kept = version(customerId);
      return kept.page === page ? kept : change(kept, { customerId, version: kept.row.version + 1 }, page);
    },
    putAccount(row, page) {
      const customer = find(row.customerId);
      for (const kept of customer.accounts) {
        if (kept.row.window === row.window && kept.row.meter === row.meter) return change(kept, row, page);
      }
      customer.accounts = keepNew(customer.accounts);
      return putFirst(customer.accounts, { row, page });
    },
    putVersion(row, page) {
      const customer = find(row.customerId);
      customer.version ??= { row, page };
      return change(customer.version, row, page);
    },
  };
}

function readHour(statements: Statements, { customerId, meter, hour, userId }: HourRow): HourRow {
  const [found] = statements.all<HourRow>('read-hour', { customerId, meter, hour, userId });
  return { customerId, meter, hour, userId, units: found?.units ?? 0 };
}

function readVersion(statements: Statements, customerId: string): number {
  return statements.all<{ version: number }>('read-version', { customerId })[0]?.version ?? 0;
}

function isSameHour(a: Omit<HourRow, 'units'>, b: Omit<HourRow, 'units'>): boolean {
  return a.hour === b.hour && a.userId === b.userId && a.meter === b.meter;
}

function change<Row>(kept: Kept<Row>, row: Row, page: number): Kept<Row> {
  kept.row = row;
  kept.page = page;
  return kept;
}

// The newest are asked for most.
function putFirst<Row>(rows: Kept<Row>[], kept: Kept<Row>): Kept<Row> {
  rows.unshift(kept);
  return kept;
}

function keepNew<Row>(rows: Kept<Row>[]): Kept<Row>[] {
  return rows.length < MOST_ROWS ? rows : rows.filter(({ page }, index) => page > 0 || index < MOST_ROWS / 2);
}
