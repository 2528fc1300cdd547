import { admit, isTooLarge } from './admit.ts';
import type { Books } from './books.ts';
import type { CommitCommand, ExtendCommand, Policy, ReleaseCommand } from './command.ts';
import type { Entry, Split } from './entry.ts';
import { negate, postReserved, postUsed } from './post.ts';
import type { LedgerResult } from './result.ts';

/** Ends every reservation whose time is over: its units return to where they came from. */
export function expireDue(books: Books): void {
  for (const entry of books.reservations()) {
    if (entry.expiresAt !== null && entry.expiresAt <= books.now) endUnused(books, entry, 'expired');
  }
}

/** Gives the units of a reservation back. Releasing twice, or after it expired, changes nothing. */
export function releaseReservation(books: Books, command: ReleaseCommand): LedgerResult {
  const entry = books.entry(command);
  if (entry === undefined || entry.kind !== 'reserve') return { ok: false, reason: 'not_found' };
  if (entry.state === 'committed' || entry.state === 'refunded') return { ok: false, reason: 'resolved', entry };
  if (entry.state !== 'reserved' || isStale(entry, command)) return { ok: true, entry, repeated: true };
  return { ok: true, entry: endUnused(books, entry, 'released'), repeated: false };
}

/** Holds more units if they fit, or for longer. A reservation that has ended is not revived. */
export function extendReservation(books: Books, command: ExtendCommand): LedgerResult {
  const entry = books.entry(command);
  if (entry === undefined || entry.kind !== 'reserve') return { ok: false, reason: 'not_found' };
  if (entry.state !== 'reserved') return { ok: false, reason: 'resolved', entry };
  const policy = policyOf(entry, command);
  const units = Math.max(0, (command.units ?? entry.units) - entry.units);
  if (isTooLarge(books, entry, { policy, units })) return { ok: false, reason: 'too_large' };
  const { split, missing, window } = admit(books, entry, { policy, units });
  if (missing > 0 && policy.shadow !== true) return { ok: false, reason: 'limit_reached', needed: units, remaining: units - missing, window };
  const more = { ...split, overrun: missing };
  postReserved(books, { subject: entry, policy, split: more });
  const expiresAt = command.ttlMs === null ? entry.expiresAt : Math.max(entry.expiresAt ?? 0, books.now + command.ttlMs);
  const extended: Entry = { ...entry, units: entry.units + units, split: add(entry.split, more), policy, expiresAt };
  books.putEntry(extended);
  return { ok: true, entry: extended, repeated: false };
}

// A worker whose time was over must not free what another one holds under the same id since.
function isStale({ attempt }: Entry, command: ReleaseCommand): boolean {
  return command.attempt !== null && command.attempt !== attempt;
}

/** Counts what was really used. Less returns the rest, more is admitted if it fits and is overrun if not, late is admitted anew. */
export function commitReservation(books: Books, command: CommitCommand): LedgerResult {
  const entry = books.entry(command);
  if (entry === undefined || entry.kind !== 'reserve') return { ok: false, reason: 'not_found' };
  const units = command.units ?? entry.units;
  const policy = policyOf(entry, command);
  switch (entry.state) {
    case 'committed':
    case 'refunded':
      return entry.units === units ? { ok: true, entry, repeated: true } : { ok: false, reason: 'conflict' };
    case 'released':
      return { ok: false, reason: 'resolved', entry };
    case 'reserved':
      if (units > entry.units && isTooLarge(books, entry, { policy, units: units - entry.units }))
        return { ok: false, reason: 'too_large' };
      postReserved(books, { subject: entry, policy, split: negate(entry.split) });
      return settle(books, entry, { command, units, split: splitOf(books, entry, { command, units }) });
    case 'expired':
      if (isTooLarge(books, entry, { policy, units })) return { ok: false, reason: 'too_large' };
      return settle(books, entry, { command, units, split: admitOrOverrun(books, entry, { policy, units }) });
    default:
      return entry.state satisfies never;
  }
}

interface Settlement {
  readonly command: CommitCommand;
  readonly units: number;
  readonly split: Split;
}

function settle(books: Books, entry: Entry, { command, units, split }: Settlement): LedgerResult {
  const policy = policyOf(entry, command);
  postUsed(books, { subject: entry, policy, split });
  const committed: Entry = {
    ...entry,
    state: 'committed',
    units,
    split,
    policy,
    eventId: command.eventId,
    late: entry.state === 'expired',
    settledAt: books.now,
  };
  books.putEntry(committed);
  const { customerId, userId, meter } = entry;
  books.tell({ id: command.eventId, customerId, userId, meter, units, billableUnits: split.overage, at: books.now });
  return { ok: true, entry: committed, repeated: false };
}

// The held units are already back in the accounts here: what was reserved is taken again first, the excess is admitted on top.
function splitOf(books: Books, entry: Entry, { command, units }: { command: CommitCommand; units: number }): Split {
  if (units <= entry.units) return shrink(entry.split, units);
  const policy = policyOf(entry, command);
  postUsed(books, { subject: entry, policy, split: entry.split });
  const extra = admitOrOverrun(books, entry, { policy, units: units - entry.units });
  postUsed(books, { subject: entry, policy, split: negate(entry.split) });
  return add(entry.split, extra);
}

function admitOrOverrun(books: Books, entry: Entry, request: { policy: Policy; units: number }): Split {
  const { split, missing } = admit(books, entry, request);
  return { ...split, overrun: missing };
}

// The present tier rules while its windows are those of the reservation; once a window has turned, the old policy stands.
function policyOf(entry: Entry, { policy }: Pick<CommitCommand, 'policy'>): Policy {
  const reserved = entry.policy ?? policy;
  const windows = (of: Policy) => of.limits.map(({ window }) => window).join();
  return windows(reserved) === windows(policy) ? policy : reserved;
}

/** Keeps the cheapest units: what is not used returns from overrun first, then overage, then credits, then the allowance. */
function shrink(split: Split, units: number): Split {
  const allowance = Math.min(split.allowance, units);
  const credits = Math.min(split.credits, units - allowance);
  const overage = Math.min(split.overage, units - allowance - credits);
  return { allowance, credits, overage, overrun: units - allowance - credits - overage };
}

function add(a: Split, b: Split): Split {
  return {
    allowance: a.allowance + b.allowance,
    credits: a.credits + b.credits,
    overage: a.overage + b.overage,
    overrun: a.overrun + b.overrun,
  };
}

function endUnused(books: Books, entry: Entry, state: 'released' | 'expired'): Entry {
  if (entry.policy !== null) postReserved(books, { subject: entry, policy: entry.policy, split: negate(entry.split) });
  const ended: Entry = { ...entry, state, settledAt: books.now };
  books.putEntry(ended);
  return ended;
}
