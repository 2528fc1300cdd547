import type { Account } from '../../ledger/account.ts';
import type { Entry, UsageEvent } from '../../ledger/entry.ts';
import { type HourRow, type JournalPage, tellsOf } from './journal-page.ts';
import { textOfPolicy } from './ledger-rows.ts';
import { ACCOUNT_COUNTS, ENTRY_MARKS, KIND_NUMBERS, STATE_NUMBERS } from './page-marks.ts';

/** A page under way: numbers and ids one after the other, and the words that they name by their place. */
interface Draft {
  readonly values: (string | number)[];
  readonly words: string[];
  /** Gives the place of a word. The first is that of nothing. */
  readonly word: (text: string | null) => number;
  /** The time of most of it. */
  readonly at: number;
}

/**
 * A page as one short text: JSON of the words (customers, meters, windows, users, policies) and of one flat list of values, which is the
 * quickest for both sides to make and to read. `readPage` is its other half.
 */
export function writePage({ versions, entries, events, accounts, hours }: JournalPage): string {
  const draft = beginDraft(entries[0]?.settledAt ?? entries[0]?.createdAt ?? 0);
  const { values, words, word, at } = draft;
  values.push(at, versions.length);
  for (const { customerId, version } of versions) values.push(word(customerId), version);
  const told = writeEntries(draft, entries, events);
  values.push(events.length - told);
  for (let index = told; index < events.length; index += 1) writeEvent(draft, events[index]);
  values.push(accounts.length);
  for (const account of accounts) writeAccount(draft, account);
  values.push(hours.length);
  for (const hour of hours) writeHour(draft, hour);
  return JSON.stringify([words, values]);
}

function beginDraft(at: number): Draft {
  const words: string[] = [''];
  const places = new Map<string, number>();
  const word = (text: string | null): number => {
    if (text === null || text === '') return 0;
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, words.length);
    return words.push(text) - 1;
  };
  return { values: [], words, word, at };
}

/** Gives how many of the events the entries tell: the first ones, as long as they come in the same order. */
function writeEntries(draft: Draft, entries: readonly Entry[], events: readonly UsageEvent[]): number {
  draft.values.push(entries.length);
  let told = 0;
  for (const entry of entries) {
    const next = events[told];
    const tells = next !== undefined && tellsOf(next, entry);
    if (tells) told += 1;
    writeEntry(draft, entry, tells ? ENTRY_MARKS.tells : 0);
  }
  return told;
}

function writeEntry({ values, word, at }: Draft, entry: Entry, tells: number): void {
  const { allowance, credits, overage, overrun } = entry.split;
  const { id, eventId, createdAt, settledAt, expiresAt, attempt } = entry;
  const marks = tells + marksOf(entry, at);
  values.push(word(entry.customerId), id, KIND_NUMBERS[entry.kind], STATE_NUMBERS[entry.state], word(entry.userId), word(entry.meter));
  values.push(entry.policy === null ? 0 : word(textOfPolicy(entry.policy)), entry.requested, entry.units, marks);
  if (allowance !== 0) values.push(allowance);
  if (credits !== 0) values.push(credits);
  if (overage !== 0) values.push(overage);
  if (overrun !== 0) values.push(overrun);
  if (eventId !== null && eventId !== id) values.push(eventId);
  if (createdAt !== at) values.push(createdAt);
  if (settledAt !== null && settledAt !== at) values.push(settledAt);
  if (expiresAt !== null) values.push(expiresAt);
  if (attempt !== 1) values.push(attempt);
}

function marksOf({ id, split, eventId, createdAt, settledAt, expiresAt, attempt, late }: Entry, at: number): number {
  const parts =
    (split.allowance === 0 ? 0 : ENTRY_MARKS.allowance) +
    (split.credits === 0 ? 0 : ENTRY_MARKS.credits) +
    (split.overage === 0 ? 0 : ENTRY_MARKS.overage) +
    (split.overrun === 0 ? 0 : ENTRY_MARKS.overrun);
  const ownEvent = eventId === id ? ENTRY_MARKS.sameEventId : ENTRY_MARKS.eventId;
  const event = eventId === null ? 0 : ownEvent;
  const settled = settledAt === null ? 0 : ENTRY_MARKS.isSettled + (settledAt === at ? 0 : ENTRY_MARKS.settledAt);
  const times = settled + (createdAt === at ? 0 : ENTRY_MARKS.createdAt) + (expiresAt === null ? 0 : ENTRY_MARKS.expiresAt);
  return parts + event + times + (attempt === 1 ? 0 : ENTRY_MARKS.attempt) + (late ? ENTRY_MARKS.late : 0);
}

function writeEvent({ values, word }: Draft, event: UsageEvent | undefined): void {
  if (event === undefined) return;
  const { id, customerId, userId, meter, units, billableUnits, at } = event;
  values.push(id, word(customerId), word(userId), word(meter), units, billableUnits, at);
}

function writeAccount({ values, word }: Draft, account: Account): void {
  values.push(word(account.customerId), word(account.meter), word(account.window));
  const place = values.push(0) - 1;
  let marks = 0;
  for (let bit = 0; bit < ACCOUNT_COUNTS.length; bit += 1) {
    const count = account[ACCOUNT_COUNTS[bit] ?? 'used'];
    if (count === 0) continue;
    marks += 1 << bit;
    values.push(count);
  }
  values[place] = marks;
}

function writeHour({ values, word }: Draft, { customerId, meter, hour, userId, units }: HourRow): void {
  values.push(word(customerId), word(meter), hour, word(userId), units);
}
