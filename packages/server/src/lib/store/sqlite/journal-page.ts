import type { Account } from '../../ledger/account.ts';
import type { Entry, UsageEvent } from '../../ledger/entry.ts';

/** Units of a user in one hour; an empty user id stands for none. */
export interface HourRow {
  readonly customerId: string;
  readonly meter: string;
  /** Its start in milliseconds. */
  readonly hour: number;
  readonly userId: string;
  readonly units: number;
}

/** How often something changed for a customer. */
export interface VersionRow {
  readonly customerId: string;
  readonly version: number;
}

/** What one batch changed, as it was after the batch, and the events that it told. */
export interface JournalPage {
  readonly versions: readonly VersionRow[];
  readonly entries: readonly Entry[];
  readonly events: readonly UsageEvent[];
  readonly accounts: readonly Account[];
  readonly hours: readonly HourRow[];
}

/** Whether an event says nothing that the entry does not say: nearly every one does not. */
export function tellsOf({ id, customerId, userId, meter, units, billableUnits, at }: UsageEvent, entry: Entry): boolean {
  const sameAct = entry.eventId === id && entry.customerId === customerId && entry.userId === userId && entry.meter === meter;
  return sameAct && entry.units === units && entry.split.overage === billableUnits && entry.settledAt === at;
}

/** The event that an entry tells of. */
export function eventOf({ eventId, customerId, userId, meter, units, split, settledAt }: Entry): UsageEvent {
  return { id: eventId ?? '', customerId, userId, meter, units, billableUnits: split.overage, at: settledAt ?? 0 };
}
