import type fastCheck from 'fast-check';
import { CREDITS_WINDOW } from '../../ledger/account.ts';
import type { LedgerCommand } from '../../ledger/command.ts';
import type { Entry } from '../../ledger/entry.ts';
import type { LedgerResult } from '../../ledger/result.ts';
import { anyCommand, WINDOWS } from './any-command.ts';
import { type KeptBooks, keepBooks } from './kept-books.ts';

export const CUSTOMERS = ['acme', 'globex'] as const;
export const ALL_WINDOWS = [...WINDOWS, CREDITS_WINDOW];

/** One command, and the milliseconds that pass before it. */
export interface Step {
  readonly command: LedgerCommand;
  readonly waitMs: number;
}

/** Random steps of two customers with one meter. */
export function anySteps(fc: typeof fastCheck, units: fastCheck.Arbitrary<number>): fastCheck.Arbitrary<Step[]> {
  const command = anyCommand(fc, { customerIds: CUSTOMERS, meters: ['jobs'], units });
  return fc.array(fc.record({ command, waitMs: fc.integer({ min: 0, max: 30 }) }), { maxLength: 40, size: 'max' });
}

/** A step that was played, seen from both sides. */
export interface Moment<T> {
  readonly books: KeptBooks;
  readonly command: LedgerCommand;
  readonly result: LedgerResult;
  /** The entry that the command names, just before it. */
  readonly before: Entry | undefined;
  /** What `prepare` made of the books just before the command. */
  readonly prepared: T;
  readonly now: number;
}

interface Watch<T> {
  readonly prepare: (books: KeptBooks, command: LedgerCommand) => T;
  readonly check: (moment: Moment<T>) => void;
}

/** Plays steps one by one. Reservations whose time is over have ended before `prepare` looks at the books. */
export function playSteps<T>(steps: readonly Step[], watch?: Watch<T>): KeptBooks {
  const books = keepBooks();
  let now = 0;
  for (const { command, waitMs } of steps) {
    now += waitMs;
    books.apply([], now);
    const before = books.entry(command.customerId, command.id);
    const prepared = watch?.prepare(books, command);
    const [result] = books.apply([command], now);
    if (watch !== undefined && result !== undefined) watch.check({ books, command, result, before, prepared: prepared as T, now });
  }
  return books;
}

/** All that one customer sees, as text. */
export function viewOf(books: KeptBooks, customerId: string): string {
  const own = <R extends { customerId: string }>(rows: Iterable<R>) => [...rows].filter((row) => row.customerId === customerId);
  const accounts = ALL_WINDOWS.map((window) => books.account(customerId, window));
  return JSON.stringify([accounts, own(books.entries.values()), own(books.events), own(books.history)]);
}
