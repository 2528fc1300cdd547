import type { LedgerCommand } from '../../ledger/command.ts';
import type { Entry } from '../../ledger/entry.ts';
import { isWellFormed } from '../../ledger/well-formed.ts';
import type { CustomerBooks } from './customer-books.ts';

// What is remembered of all customers together: each counts for one, and for one more with each open reservation.
const LARGEST = 20_000;

/** What a batch needs of the books. */
interface Found {
  readonly customers: ReadonlyMap<string, CustomerBooks>;
  /** The entries that it names, as far as they are known. */
  readonly entries: readonly Entry[];
}

/** The books of the customers that this process dealt with last. Others may have changed them since: their stamps tell. */
export interface KnownBooks {
  /** Those customers of a batch of whom nothing is known. */
  unknown(customerIds: Iterable<string>): string[];
  /** The books that a batch needs; undefined when not all of them are known, or something must end first. */
  find(commands: readonly LedgerCommand[], now: number): Found | undefined;
  get(customerId: string): CustomerBooks | undefined;
  keep(customerId: string, books: CustomerBooks): void;
  forget(customerIds: Iterable<string>): void;
}

/** Books that know nothing yet. */
export function createKnownBooks(): KnownBooks {
  const known = new Map<string, CustomerBooks>();
  let weight = 0;

  function forget(customerId: string): void {
    const books = known.get(customerId);
    if (books === undefined) return;
    known.delete(customerId);
    weight -= weightOf(books);
  }

  return {
    unknown: (customerIds) => [...customerIds].filter((customerId) => !known.has(customerId)),
    find(commands, now) {
      const customers = new Map<string, CustomerBooks>();
      const entries = new Set<Entry>();
      for (const [index, command] of commands.entries()) {
        const books = known.get(command.customerId);
        if (books === undefined || !isWellFormed(command)) return undefined;
        if (books.dueAt !== null && books.dueAt <= now) return undefined;
        const entry = books.open.get(command.id);
        if (entry !== undefined) entries.add(entry);
        // Whether one that seems new is there already is found out at the write; all others must be known.
        else if (!makesEntry(command) && !isMadeBefore(commands, index)) return undefined;
        customers.set(command.customerId, books);
      }
      return { customers, entries: [...entries] };
    },
    get: (customerId) => known.get(customerId),
    keep(customerId, books) {
      forget(customerId);
      known.set(customerId, books);
      weight += weightOf(books);
      for (const oldest of known.keys()) {
        if (weight <= LARGEST) break;
        forget(oldest);
      }
    },
    forget(customerIds) {
      for (const customerId of customerIds) forget(customerId);
    },
  };
}

function makesEntry(command: LedgerCommand): boolean {
  return 'meter' in command;
}

function isMadeBefore(commands: readonly LedgerCommand[], index: number): boolean {
  const asked = commands[index];
  return commands.slice(0, index).some((made) => made.id === asked?.id && made.customerId === asked.customerId && makesEntry(made));
}

function weightOf({ open }: CustomerBooks): number {
  return 1 + open.size;
}
