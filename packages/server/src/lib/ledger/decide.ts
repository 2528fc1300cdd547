import { MAX_UNITS } from '@plimsoll/contract';
import { CREDITS_WINDOW } from './account.ts';
import { admit, isTooLarge } from './admit.ts';
import { type Books, type Loaded, openBooks, type Writes } from './books.ts';
import type { GrantCommand, LedgerCommand, RecordCommand, ReserveCommand, SpendCommand } from './command.ts';
import type { Entry, Split } from './entry.ts';
import { postReserved, postUsed } from './post.ts';
import { refundEntry } from './refund.ts';
import { commitReservation, expireDue, extendReservation, releaseReservation } from './reservation.ts';
import type { LedgerResult } from './result.ts';
import { revokeCredits } from './revoke.ts';
import { NOTHING } from './split.ts';
import { isWellFormed } from './well-formed.ts';

export interface Decision {
  /** One for each command, in their order. */
  readonly results: readonly LedgerResult[];
  /** Changes of all commands together; a refused command adds none. */
  readonly writes: Writes;
}

/**
 * The one money rule: what each command does to the books, in order, at one instant of the store's clock. Pure.
 * Stores lock, load, call this and write; they hold no policy of their own.
 */
export function decide(loaded: Loaded, commands: readonly LedgerCommand[], now: number): Decision {
  return decideOn(openBooks(loaded, now), commands);
}

/** As `decide`, on books that are open already. */
export function decideOn(books: Books, commands: readonly LedgerCommand[]): Decision {
  expireDue(books);
  const results = commands.map((command) => decideOne(books, command));
  return { results, writes: books.writes() };
}

function decideOne(books: Books, command: LedgerCommand): LedgerResult {
  if (!isWellFormed(command)) return { ok: false, reason: 'invalid' };
  switch (command.kind) {
    case 'spend':
    case 'record':
    case 'reserve':
    case 'grant':
      return decideNew(books, command);
    case 'extend':
      return extendReservation(books, command);
    case 'commit':
      return commitReservation(books, command);
    case 'release':
      return releaseReservation(books, command);
    case 'refund':
      return refundEntry(books, command);
    case 'revoke':
      return revokeCredits(books, command);
    default:
      return command satisfies never;
  }
}

type NewEntryCommand = SpendCommand | RecordCommand | ReserveCommand | GrantCommand;

function decideNew(books: Books, command: NewEntryCommand): LedgerResult {
  const earlier = books.entry(command);
  if (earlier !== undefined && !endedUnused(earlier, command)) return answerAgain(earlier, command);
  if (command.kind === 'grant') return grant(books, command);
  if (isTooLarge(books, command, command)) return { ok: false, reason: 'too_large' };
  const { split, missing, window } = admit(books, command, command);
  if (missing > 0 && command.kind !== 'record' && command.policy.shadow !== true) {
    return { ok: false, reason: 'limit_reached', needed: command.units, remaining: command.units - missing, window };
  }
  return admitted(books, command, { split: { ...split, overrun: missing }, attempt: (earlier?.attempt ?? 0) + 1 });
}

// A reservation that ended unused left nothing behind, as a refusal does: a retried job may hold again under its own id.
function endedUnused({ kind, state, meter, requested }: Entry, command: NewEntryCommand): boolean {
  const same = kind === 'reserve' && command.kind === 'reserve' && meter === command.meter && requested === command.units;
  return same && (state === 'released' || state === 'expired');
}

// A refusal leaves no entry, so the same id works after an upgrade; what took effect answers the same for ever.
function answerAgain(entry: Entry, command: NewEntryCommand): LedgerResult {
  const same = entry.kind === command.kind && entry.meter === command.meter && entry.requested === command.units;
  if (!same) return { ok: false, reason: 'conflict' };
  // Who asks again under an id that was refunded would work for nothing.
  return entry.state === 'refunded' ? { ok: false, reason: 'resolved', entry } : { ok: true, entry, repeated: true };
}

function admitted(
  books: Books,
  command: SpendCommand | RecordCommand | ReserveCommand,
  { split, attempt }: { split: Split; attempt: number },
): LedgerResult {
  const posting = { subject: command, policy: command.policy, split };
  const { customerId, userId, meter, units, id, kind, policy } = command;
  const { now } = books;
  const reserved = kind === 'reserve';
  // All fields of an entry in one order, here and wherever one is made: engines know objects by the order of their fields.
  const entry: Entry = {
    customerId,
    id,
    kind,
    userId,
    meter,
    state: reserved ? 'reserved' : 'committed',
    requested: units,
    units,
    split,
    policy,
    eventId: reserved ? null : command.eventId,
    late: false,
    createdAt: now,
    expiresAt: reserved ? now + command.ttlMs : null,
    settledAt: reserved ? null : now,
    attempt,
  };
  if (reserved) postReserved(books, posting);
  else {
    postUsed(books, posting);
    books.tell({ id: command.eventId, customerId, userId, meter, units, billableUnits: split.overage, at: now });
  }
  books.putEntry(entry);
  return { ok: true, entry, repeated: false };
}

function grant(books: Books, { customerId, meter, units, id }: GrantCommand): LedgerResult {
  const account = books.account({ customerId, meter, window: CREDITS_WINDOW });
  if (account.granted + units > MAX_UNITS) return { ok: false, reason: 'too_large' };
  books.putAccount({ ...account, granted: account.granted + units });
  const entry: Entry = {
    customerId,
    id,
    kind: 'grant',
    userId: null,
    meter,
    state: 'committed',
    requested: units,
    units,
    split: NOTHING,
    policy: null,
    eventId: null,
    late: false,
    createdAt: books.now,
    expiresAt: null,
    settledAt: books.now,
    attempt: 1,
  };
  books.putEntry(entry);
  return { ok: true, entry, repeated: false };
}
