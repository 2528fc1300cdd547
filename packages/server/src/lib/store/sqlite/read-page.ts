import type { Account } from '../../ledger/account.ts';
import type { Entry, UsageEvent } from '../../ledger/entry.ts';
import { eventOf, type HourRow, type JournalPage, type VersionRow } from './journal-page.ts';
import { policyOfText } from './ledger-rows.ts';
import { ACCOUNT_COUNTS, ENTRY_MARKS, KINDS, STATES } from './page-marks.ts';

interface Reader {
  number(): number;
  text(): string;
  /** A word by its place; null for nothing. */
  word(): string | null;
  name(): string;
}

/** A page as `writePage` wrote it. @throws TypeError for a text that is none */
export function readPage(text: string): JournalPage {
  const reader = openReader(text);
  const at = reader.number();
  const versions = readMany(reader, readVersion);
  const events: UsageEvent[] = [];
  const entries = readMany(reader, () => readEntry(reader, at, events));
  events.push(...readMany(reader, readEvent));
  return { versions, entries, events, accounts: readMany(reader, readAccount), hours: readMany(reader, readHour) };
}

function openReader(page: string): Reader {
  const [words, values] = JSON.parse(page) as [readonly string[], readonly (string | number)[]];
  let place = 0;
  const next = (): string | number => {
    const value = values[place];
    place += 1;
    if (value === undefined) throw new TypeError('A page of the journal ends too early.');
    return value;
  };
  const word = () => words[Number(next())] ?? '';
  return { number: () => Number(next()), text: () => String(next()), word: () => word() || null, name: word };
}

function readMany<Row>(reader: Reader, read: (reader: Reader) => Row): Row[] {
  return Array.from({ length: reader.number() }, () => read(reader));
}

function readVersion({ name, number }: Reader): VersionRow {
  return { customerId: name(), version: number() };
}

function readEntry(reader: Reader, at: number, events: UsageEvent[]): Entry {
  const { name, text, word, number } = reader;
  const head = { customerId: name(), id: text(), kind: KINDS[number()] ?? 'spend', state: STATES[number()] ?? 'committed' };
  const body = { userId: word(), meter: name(), policy: word(), requested: number(), units: number() };
  const marks = number();
  const part = (mark: number): number => ((marks & mark) === 0 ? 0 : number());
  const split = {
    allowance: part(ENTRY_MARKS.allowance),
    credits: part(ENTRY_MARKS.credits),
    overage: part(ENTRY_MARKS.overage),
    overrun: part(ENTRY_MARKS.overrun),
  };
  const ownEventId = (marks & ENTRY_MARKS.eventId) === 0 ? null : text();
  const createdAt = (marks & ENTRY_MARKS.createdAt) === 0 ? at : number();
  const settledThen = (marks & ENTRY_MARKS.settledAt) === 0 ? at : number();
  const entry: Entry = {
    customerId: head.customerId,
    id: head.id,
    kind: head.kind,
    userId: body.userId,
    meter: body.meter,
    state: head.state,
    requested: body.requested,
    units: body.units,
    split,
    policy: body.policy === null ? null : policyOfText(body.policy),
    eventId: (marks & ENTRY_MARKS.sameEventId) === 0 ? ownEventId : head.id,
    late: (marks & ENTRY_MARKS.late) !== 0,
    createdAt,
    expiresAt: (marks & ENTRY_MARKS.expiresAt) === 0 ? null : number(),
    settledAt: (marks & ENTRY_MARKS.isSettled) === 0 ? null : settledThen,
    attempt: (marks & ENTRY_MARKS.attempt) === 0 ? 1 : number(),
  };
  if ((marks & ENTRY_MARKS.tells) !== 0) events.push(eventOf(entry));
  return entry;
}

function readEvent({ text, name, word, number }: Reader): UsageEvent {
  return { id: text(), customerId: name(), userId: word(), meter: name(), units: number(), billableUnits: number(), at: number() };
}

function readAccount({ name, number }: Reader): Account {
  const [customerId, meter, window, marks] = [name(), name(), name(), number()];
  const counts = Object.fromEntries(ACCOUNT_COUNTS.map((count, bit) => [count, (marks & (1 << bit)) === 0 ? 0 : number()]));
  const { granted = 0, used = 0, reserved = 0, fromCredits = 0, overage = 0, overageReserved = 0, overrun = 0 } = counts;
  return { customerId, meter, window, granted, used, reserved, fromCredits, overage, overageReserved, overrun };
}

function readHour({ name, number }: Reader): HourRow {
  return { customerId: name(), meter: name(), hour: number(), userId: name(), units: number() };
}
