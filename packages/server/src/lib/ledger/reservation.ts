import { admit, isTooLarge } from './admit.ts';
import type { Books } from './books.ts';
import type { CommitCommand, ExtendCommand, Policy, ReleaseCommand } from './command.ts';
import type { Entry, Split } from './entry.ts';
import { policyNow } from './policy-now.ts';
import { postReserved, postUsed } from './post.ts';
import type { LedgerResult } from './result.ts';
import { add, NOTHING, negate, shrink, totalOf } from './split.ts';

/** Ends every reservation whose time is over: its units return to where they came from. */
export function expireDue(books: Books): void {
  for (const entry of books.reservations()) {
    if (entry.expiresAt !== null && entry.expiresAt <= books.now) endUnused(books, entry, 'expired');
  }
}

/** Gives the units of a reservation back. Releasing twice, after it expired, or what an earlier attempt held, changes nothing. */
export function releaseReservation(books: Books, command: ReleaseCommand): LedgerResult {
  const entry = books.entry(command);
  if (entry === undefined || entry.kind !== 'reserve') return { ok: false, reason: 'not_found' };
  if (isStale(entry, command)) return { ok: true, entry, repeated: true };
  if (entry.state === 'committed' || entry.state === 'refunded') return { ok: false, reason: 'resolved', entry };
  if (entry.state !== 'reserved') return { ok: true, entry, repeated: true };
  return { ok: true, entry: endUnused(books, entry, 'released'), repeated: false };
}

// Another worker's: one whose time was over must not free what is held since, and two that did the same work count once.
function isStale({ attempt }: Entry, command: CommitCommand | ReleaseCommand): boolean {
  return command.attempt !== null && command.attempt !== attempt;
}

/** Holds more units if they fit, or for longer. A reservation that has ended is not revived. */
export function extendReservation(books: Books, command: ExtendCommand): LedgerResult {
  const entry = books.entry(command);
  if (entry === undefined || entry.kind !== 'reserve') return { ok: false, reason: 'not_found' };
  if (entry.state !== 'reserved') return { ok: false, reason: 'resolved', entry };
  const units = Math.max(0, (command.units ?? entry.units) - entry.units);
  const expiresAt = command.ttlMs === null ? entry.expiresAt : Math.max(entry.expiresAt ?? 0, books.now + command.ttlMs);
  if (units === 0 && expiresAt === entry.expiresAt) return { ok: true, entry, repeated: true };
  const policy = policyNow(entry, command.policy);
  if (isTooLarge(books, entry, { policy, units })) return { ok: false, reason: 'too_large' };
  const { split, missing, window } = admit(books, entry, { policy, units });
  if (missing > 0 && policy.shadow !== true)
    return { ok: false, reason: 'limit_reached', needed: units, remaining: units - missing, window };
  const more = { ...split, overrun: missing };
  postReserved(books, { subject: entry, policy, split: more });
  const extended: Entry = { ...entry, units: entry.units + units, split: add(entry.split, more), policy, expiresAt };
  books.putEntry(extended);
  return { ok: true, entry: extended, repeated: false };
}

/**
 * Counts what was really used, once for all attempts under an id. Less returns the rest, more is admitted if it fits and is overrun if not,
 * late is admitted anew: also when another attempt has ended unused meanwhile, since the work was done.
 */
export function commitReservation(books: Books, command: CommitCommand): LedgerResult {
  const entry = books.entry(command);
  if (entry === undefined || entry.kind !== 'reserve') return { ok: false, reason: 'not_found' };
  const units = command.units ?? entry.units;
  switch (entry.state) {
    case 'reserved':
    case 'expired':
      return settle(books, entry, { command, units });
    case 'committed':
      return entry.units === units || isStale(entry, command) ? { ok: true, entry, repeated: true } : { ok: false, reason: 'conflict' };
    case 'released':
      return isLate(entry, command) ? settle(books, entry, { command, units }) : { ok: false, reason: 'resolved', entry };
    case 'refunded':
      return { ok: false, reason: 'resolved', entry };
    default:
      return entry.state satisfies never;
  }
}

// The work was done in a holding whose time was over, and another one began under the same id since.
function isLate({ attempt }: Entry, command: CommitCommand): boolean {
  return command.attempt !== null && command.attempt < attempt;
}

function settle(books: Books, entry: Entry, { command, units }: { command: CommitCommand; units: number }): LedgerResult {
  const policy = policyNow(entry, command.policy);
  const held = entry.state === 'reserved' ? entry.split : NOTHING;
  // Overrun that is held (nothing refuses it in shadow) is in no account yet.
  const more = units - (totalOf(held) - held.overrun);
  if (isTooLarge(books, entry, { policy, units: more })) return { ok: false, reason: 'too_large' };
  const split = splitOf(books, entry, { policy, held, units });
  postReserved(books, { subject: entry, policy, split: negate(held) });
  postUsed(books, { subject: entry, policy, split });
  const { eventId } = command;
  const overtaken = isLate(entry, command);
  const late = overtaken || entry.state !== 'reserved';
  const attempt = overtaken ? (command.attempt ?? entry.attempt) : entry.attempt;
  const committed: Entry = { ...entry, state: 'committed', units, split, policy, eventId, late, attempt, settledAt: books.now };
  books.putEntry(committed);
  const { customerId, userId, meter } = entry;
  books.tell({ id: eventId, customerId, userId, meter, units, billableUnits: split.overage, at: books.now });
  return { ok: true, entry: committed, repeated: false };
}

// What is held keeps its place; the excess is admitted on top of it.
function splitOf(books: Books, entry: Entry, { policy, held, units }: { policy: Policy; held: Split; units: number }): Split {
  const excess = units - totalOf(held);
  if (excess <= 0) return shrink(held, units);
  const { split, missing } = admit(books, entry, { policy, units: excess });
  return add(held, { ...split, overrun: missing });
}

function endUnused(books: Books, entry: Entry, state: 'released' | 'expired'): Entry {
  if (entry.policy !== null) postReserved(books, { subject: entry, policy: entry.policy, split: negate(entry.split) });
  const ended: Entry = { ...entry, state, settledAt: books.now };
  books.putEntry(ended);
  return ended;
}
