import { type Account, accountKey, CREDITS_WINDOW, emptyAccount } from '../../ledger/account.ts';
import type { Writes } from '../../ledger/books.ts';
import type { LedgerCommand } from '../../ledger/command.ts';
import { decide } from '../../ledger/decide.ts';
import { type Entry, entryKey, type HistoryChange, type UsageEvent } from '../../ledger/entry.ts';
import type { LedgerResult } from '../../ledger/result.ts';
import { WINDOW } from './sample-commands.ts';

/** Books that outlive one decision, with everything that was ever written: the ledger rule without any store. */
export interface KeptBooks {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly events: readonly UsageEvent[];
  readonly history: readonly HistoryChange[];
  apply(commands: readonly LedgerCommand[], now: number): readonly LedgerResult[];
  /** The account of a customer's meter `jobs`. */
  account(customerId: string, window: string): Account;
  entry(customerId: string, id: string): Entry | undefined;
}

/** Books in which nothing happened. */
export function keepBooks(): KeptBooks {
  const accounts = new Map<string, Account>();
  const entries = new Map<string, Entry>();
  const events: UsageEvent[] = [];
  const history: HistoryChange[] = [];

  function keep(writes: Writes): void {
    for (const account of writes.accounts) accounts.set(accountKey(account), account);
    for (const entry of writes.entries) entries.set(entryKey(entry), entry);
    events.push(...writes.events);
    history.push(...writes.history);
  }

  return {
    ...{ accounts, entries, events, history },
    apply(commands, now) {
      const { results, writes } = decide({ accounts: accounts.values(), entries: entries.values() }, commands, now);
      keep(writes);
      return results;
    },
    account(customerId, window) {
      const key = { customerId, meter: 'jobs', window };
      return accounts.get(accountKey(key)) ?? emptyAccount(key);
    },
    entry: (customerId, id) => entries.get(entryKey({ customerId, id })),
  };
}

/** The books of the sample customer, for case tables. */
export interface SampleBooks extends Pick<KeptBooks, 'events' | 'history'> {
  at(now: number, ...commands: LedgerCommand[]): readonly LedgerResult[];
  account(window?: string): Account;
  credits(): Account;
  entry(id: string): Entry | undefined;
  /** Everything as text, to see whether anything changed. */
  all(): string;
}

/** Books of the sample customer in which nothing happened. */
export function sampleBooks(): SampleBooks {
  const books = keepBooks();
  return {
    ...{ events: books.events, history: books.history },
    at: (now, ...commands) => books.apply(commands, now),
    account: (window = WINDOW) => books.account('acme', window),
    credits: () => books.account('acme', CREDITS_WINDOW),
    entry: (id) => books.entry('acme', id),
    all: () => JSON.stringify([[...books.accounts], [...books.entries], books.events, books.history]),
  };
}
