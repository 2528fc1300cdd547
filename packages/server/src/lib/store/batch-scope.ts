import type { Writes } from '../ledger/books.ts';
import type { LedgerCommand } from '../ledger/command.ts';
import { type Entry, entryKey } from '../ledger/entry.ts';
import { isWellFormed } from '../ledger/well-formed.ts';

/** One customer's use of one meter: the scope in which due reservations must end before anything is decided. */
export interface MeterKey {
  readonly customerId: string;
  readonly meter: string;
}

/** The pair as one text. */
export function meterKey({ customerId, meter }: MeterKey): string {
  return `${customerId}\u0000${meter}`;
}

/** The entries that a batch names, each once. A command that is not well-formed names nothing, so that nothing odd reaches the engine. */
export function entryKeysOf(commands: readonly LedgerCommand[]): Pick<Entry, 'customerId' | 'id'>[] {
  const keys = commands.filter(isWellFormed).map(({ customerId, id }) => ({ customerId, id }));
  return [...new Map(keys.map((key) => [entryKey(key), key])).values()];
}

/** The meters that a batch can touch, each once, given the entries that it names. */
export function meterKeysOf(commands: readonly LedgerCommand[], entries: Iterable<Entry>): MeterKey[] {
  const keys = new Map<string, MeterKey>();
  const add = ({ customerId, meter }: MeterKey) => keys.set(meterKey({ customerId, meter }), { customerId, meter });
  for (const entry of entries) add(entry);
  for (const command of commands) {
    if ('meter' in command && isWellFormed(command)) add(command);
  }
  return [...keys.values()];
}

/** The customers for whom something changed, each once. */
export function customersOf({ accounts, entries }: Pick<Writes, 'accounts' | 'entries'>): string[] {
  const customers = new Set<string>();
  for (const { customerId } of accounts) customers.add(customerId);
  for (const { customerId } of entries) customers.add(customerId);
  return [...customers];
}
