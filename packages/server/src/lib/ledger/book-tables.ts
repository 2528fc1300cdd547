import { type Account, type AccountKey, emptyAccount } from './account.ts';
import type { Entry, EntryKey } from './entry.ts';

/** The accounts of a batch, as its commands left them so far. */
export interface AccountTable {
  get(key: AccountKey): Account;
  put(account: Account): void;
  changed(): Account[];
}

interface AccountSlot {
  account: Account;
  changed: boolean;
  /** Another account of the same customer. */
  readonly next: AccountSlot | undefined;
}

/**
 * A table over accounts that are found when they are asked for. A spend asks for the same two some ten times, and to look through the few
 * of a customer is quicker than to build a text as key.
 */
export function createAccountTable(findAccount: (key: AccountKey) => Account | undefined): AccountTable {
  const byCustomer = new Map<string, AccountSlot>();
  const slots: AccountSlot[] = [];
  let last: AccountSlot | undefined;

  function slotOf(key: AccountKey): AccountSlot {
    const { customerId, meter, window } = key;
    const first = last?.account.customerId === customerId ? last : byCustomer.get(customerId);
    last = first;
    for (let slot = first; slot !== undefined; slot = slot.next) {
      if (slot.account.window === window && slot.account.meter === meter) return slot;
    }
    last = { account: findAccount(key) ?? emptyAccount(key), changed: false, next: first };
    byCustomer.set(customerId, last);
    slots.push(last);
    return last;
  }

  return {
    get: (key) => slotOf(key).account,
    put(account) {
      const slot = slotOf(account);
      slot.account = account;
      slot.changed = true;
    },
    changed: () => slots.filter(({ changed }) => changed).map(({ account }) => account),
  };
}

/** The entries of a batch, as its commands left them so far. */
export interface EntryTable {
  get(key: EntryKey): Entry | undefined;
  put(entry: Entry): void;
  changed(): Entry[];
}

interface EntrySlot {
  entry: Entry;
  /** Another customer's under the same id: there is hardly ever one. */
  readonly next: EntrySlot | undefined;
}

/** A table over entries that are found when they are asked for. */
export function createEntryTable(findEntry: (key: EntryKey) => Entry | undefined): EntryTable {
  const byId = new Map<string, EntrySlot>();
  const slots: EntrySlot[] = [];

  function slotOf({ customerId, id }: EntryKey): EntrySlot | undefined {
    let slot = byId.get(id);
    while (slot !== undefined && slot.entry.customerId !== customerId) slot = slot.next;
    return slot;
  }

  return {
    get: (key) => slotOf(key)?.entry ?? findEntry(key),
    put(entry) {
      const known = slotOf(entry);
      if (known !== undefined) {
        known.entry = entry;
        return;
      }
      const slot = { entry, next: byId.get(entry.id) };
      byId.set(entry.id, slot);
      slots.push(slot);
    },
    changed: () => slots.map(({ entry }) => entry),
  };
}
