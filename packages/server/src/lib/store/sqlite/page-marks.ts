import type { Account } from '../../ledger/account.ts';
import type { Entry } from '../../ledger/entry.ts';

/** Kinds and states by their number in a page. None ever gets another: pages that were written stay. */
export const KIND_NUMBERS = { spend: 0, record: 1, reserve: 2, grant: 3, revoke: 4 } as const satisfies Record<Entry['kind'], number>;
export const STATE_NUMBERS = { reserved: 0, committed: 1, refunded: 2, released: 3, expired: 4 } as const satisfies Record<
  Entry['state'],
  number
>;

export const KINDS = Object.keys(KIND_NUMBERS) as (keyof typeof KIND_NUMBERS)[];
export const STATES = Object.keys(STATE_NUMBERS) as (keyof typeof STATE_NUMBERS)[];

/** Which of an entry's values stand in a page: what is as it mostly is stands there as a bit that is not set. */
export const ENTRY_MARKS = {
  allowance: 1,
  credits: 2,
  overage: 4,
  overrun: 8,
  /** The event id stands there; without it there is none, or (`sameEventId`) it is the entry's own. */
  eventId: 16,
  sameEventId: 32,
  /** Times that are not the page's own. */
  createdAt: 64,
  settledAt: 128,
  isSettled: 256,
  expiresAt: 512,
  attempt: 1024,
  late: 2048,
  /** The next event of the page is told by this entry. */
  tells: 4096,
} as const;

/** The counts of an account in the order of their bits. */
export const ACCOUNT_COUNTS = [
  'used',
  'reserved',
  'granted',
  'fromCredits',
  'overage',
  'overageReserved',
  'overrun',
] as const satisfies readonly (keyof Account)[];
