import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';

const MOST_TRIES = 20;

/** Prepaid units of one gift that end at an instant. */
export interface Lot {
  /** Of the grant in the ledger. */
  readonly id: string;
  /** Milliseconds of the store's clock. */
  readonly expiresAt: number;
  /** Those that nobody used or held when the book was settled last. */
  readonly left: number;
}

/** What of one meter's prepaid units ends when. */
export interface LotBook {
  /** Prepaid units that were used or held when the book was settled last. */
  readonly taken: number;
  /** The earliest end first. */
  readonly lots: readonly Lot[];
}

/** The books of a customer by meter. */
export type LotBooks = Readonly<Record<string, LotBook>>;

/**
 * Brings a book up to what is used or held by now: what was taken since came from the lots, the earliest end first, and from units without an
 * end only when no lot had any left. What came back meanwhile has no end any more. Pure.
 */
export function settleLots({ taken, lots }: LotBook, takenNow: number): LotBook {
  let rest = Math.max(0, takenNow - taken);
  const settled = lots.map((lot) => {
    const used = Math.min(rest, lot.left);
    rest -= used;
    return { ...lot, left: lot.left - used };
  });
  return { taken: takenNow, lots: settled };
}

/** A book with one more lot, in its place. Pure. */
export function addLot({ taken, lots }: LotBook, lot: Lot): LotBook {
  const others = lots.filter(({ id }) => id !== lot.id);
  return { taken, lots: [...others, lot].sort((a, b) => a.expiresAt - b.expiresAt) };
}

/** Under which the ends of a customer's credits are stored. */
export function lotsKey(customerId: string): string {
  return `credit-lots/${customerId}`;
}

export async function readLots({ store }: Pick<Context, 'store'>, customerId: string): Promise<LotBooks> {
  return ((await store.records.read(lotsKey(customerId)))?.value ?? {}) as LotBooks;
}

/** Changes a customer's books, again when somebody else changed them meanwhile. */
export async function changeLots(
  { store }: Pick<Context, 'store'>,
  customerId: string,
  change: (books: LotBooks) => LotBooks,
): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const record = await store.records.read(lotsKey(customerId));
    const next = change((record?.value ?? {}) as LotBooks);
    if (await store.records.write(lotsKey(customerId), { value: next, expectedRevision: record?.revision ?? 0, ttlMs: null })) return;
  }
  throw new BillingError('concurrent_change', `The ends of the credits of ${customerId} changed ${MOST_TRIES} times meanwhile.`);
}
