import { type Account, accountKey, emptyAccount } from '../../ledger/account.ts';
import { accountKeysOf, type Loaded, type Writes } from '../../ledger/books.ts';
import { decide } from '../../ledger/decide.ts';
import { type Entry, entryKey, type UsageEvent } from '../../ledger/entry.ts';
import type { LedgerStore } from '../../store.ts';
import { customersOf, entryKeysOf, type MeterKey, meterKey, meterKeysOf } from '../batch-scope.ts';
import { pageEntries } from '../page-entries.ts';
import { settleAccounts, settleEntry } from '../settle-due.ts';
import type { Raise } from './memory-changes.ts';
import type { Going, MemoryGround } from './memory-ground.ts';
import { createMemoryHistory, type MemoryHistory } from './memory-history.ts';
import { createOpenReservations } from './open-reservations.ts';

interface Neighbours {
  readonly raise: Raise;
  readonly insertEvents: (events: readonly UsageEvent[]) => void;
}

/** Accounts and entries in maps. */
export function createMemoryLedger({ now, step, goings }: MemoryGround, { raise, insertEvents }: Neighbours): LedgerStore {
  const books = { accounts: new Map<string, Account>(), entries: new Map<string, Entry>(), history: createMemoryHistory() };
  const { accounts, entries, history } = books;
  const open = createOpenReservations();
  goings.push(goingOf(books));

  const load = (named: readonly Entry[], meters: readonly MeterKey[], at: number): Entry[] => [
    ...new Map([...named, ...meters.flatMap((key) => open.due(meterKey(key), at))].map((entry) => [entryKey(entry), entry])).values(),
  ];
  const accountsOf = (keys: Parameters<LedgerStore['readAccounts']>[0]) =>
    keys.map((key) => accounts.get(accountKey(key)) ?? emptyAccount(key));

  function readSettled(keys: Parameters<LedgerStore['readAccounts']>[0], at: number): Account[] {
    const due = load([], keys, at);
    return settleAccounts(keys, { entries: due, accounts: accountsOf([...keys, ...accountKeysOf([], due)]) }, at);
  }

  function write(writes: Writes): void {
    for (const account of writes.accounts) accounts.set(accountKey(account), account);
    for (const entry of writes.entries) {
      entries.set(entryKey(entry), entry);
      open.note(entry);
    }
    history.add(writes.history);
    insertEvents(writes.events);
    raise(customersOf(writes), 'ledger');
  }

  return {
    batching: { largest: 256, atOnce: 1 },
    apply: (commands) =>
      step(() => {
        const at = now();
        const named = entryKeysOf(commands).flatMap((key) => entries.get(entryKey(key)) ?? []);
        const loaded = load(named, meterKeysOf(commands, named), at);
        const books: Loaded = { entries: loaded, accounts: accountsOf(accountKeysOf(commands, loaded)) };
        const { results, writes } = decide(books, commands, at);
        write(writes);
        return results;
      }),
    readAccounts: (keys) => step(() => readSettled(keys, now())),
    readEntry: (key) =>
      step(() => {
        const entry = entries.get(entryKey(key));
        return entry === undefined ? null : settleEntry(entry, now());
      }),
    listEntries: (page) => step(() => pageEntries(entriesOf(entries, page.customerId), page, now())),
    readHistory: (query) => step(() => history.read(query)),
    expire: (limit) =>
      step(() => {
        const at = now();
        const due = open.oldestDue(at, limit);
        const { writes } = decide({ entries: due, accounts: accountsOf(accountKeysOf([], due)) }, [], at);
        write(writes);
        return writes.entries.length;
      }),
    prune: ({ thanMs, limit }) =>
      step(() => {
        const settled = settledBefore(entries.values(), now() - thanMs).slice(0, limit);
        for (const entry of settled) entries.delete(entryKey(entry));
        return settled.length;
      }),
  };
}

// An answer that may be forgotten, the oldest first. Grants stay, so that an order counts once for ever.
function settledBefore(entries: Iterable<Entry>, before: number): Entry[] {
  const settled = [...entries].filter(({ kind, settledAt }) => kind !== 'grant' && settledAt !== null && settledAt < before);
  return settled.sort((a, b) => (a.settledAt ?? 0) - (b.settledAt ?? 0));
}

function entriesOf(entries: ReadonlyMap<string, Entry>, customer: string): Entry[] {
  return [...entries.values()].filter(({ customerId }) => customerId === customer);
}

interface Books {
  readonly accounts: Map<string, Account>;
  readonly entries: Map<string, Entry>;
  readonly history: MemoryHistory;
}

function goingOf({ accounts, entries, history }: Books): Going {
  return {
    obstacle: ({ customerId }) => (entriesOf(entries, customerId).some(({ state }) => state === 'reserved') ? 'held' : null),
    erase({ customerId, mark }) {
      for (const [key, account] of accounts) if (account.customerId === customerId) accounts.delete(key);
      for (const [key, entry] of entries) if (entry.customerId === customerId) entries.delete(key);
      history.forget(customerId, mark);
    },
  };
}
