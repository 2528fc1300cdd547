import type { Context } from '../context.ts';
import { CREDITS_WINDOW } from '../ledger/account.ts';
import { changeLots, type Lot, readLots, settleLots } from './expiring-lots.ts';
import { finishBegun } from './perform-deed.ts';

// As many as are looked at for their levels, so that both have seen everybody at the same time.
const PAGE = 100;

/**
 * Looks through all customers, a page a round: finishes changes of prepaid units that a process did not live to end, and takes back what is left
 * of units whose time is over.
 */
export function createExpiry(context: Context): () => Promise<boolean> {
  let after = '';
  return async () => {
    const page = await context.store.snapshots.list({ after, limit: PAGE });
    for (const customerId of page) {
      await finishBegun(context, customerId);
      await expireCredits(context, customerId);
    }
    after = page.length === PAGE ? (page.at(-1) ?? '') : '';
    return page.length === PAGE;
  };
}

/** Takes back what is left of a customer's prepaid units whose time is over, each gift once. Idempotent. */
async function expireCredits(context: Context, customerId: string): Promise<void> {
  const now = await context.clock.read();
  const books = await readLots(context, customerId);
  for (const [meter, book] of Object.entries(books)) {
    if (!book.lots.some((lot) => lot.expiresAt <= now)) continue;
    const taken = await takenOf(context, customerId, meter);
    for (const lot of settleLots(book, taken).lots.filter(({ expiresAt }) => expiresAt <= now))
      await takeBack(context, { customerId, meter, lot });
    await changeLots(context, customerId, (known) => {
      const settled = settleLots(known[meter] ?? { taken, lots: [] }, taken);
      return { ...known, [meter]: { ...settled, lots: settled.lots.filter(({ expiresAt }) => expiresAt > now) } };
    });
  }
}

/** Prepaid units of a meter that are used or held. */
export async function takenOf({ store }: Pick<Context, 'store'>, customerId: string, meter: string): Promise<number> {
  const [account] = await store.ledger.readAccounts([{ customerId, meter, window: CREDITS_WINDOW }]);
  return (account?.used ?? 0) + (account?.reserved ?? 0);
}

// The lot is noted before the units are granted: one whose grant never came has nothing to give back.
async function takeBack(
  { store, coalescer, level }: Context,
  { customerId, meter, lot }: { customerId: string; meter: string; lot: Lot },
): Promise<void> {
  const { id, left: units } = lot;
  if (units === 0 || (await store.ledger.readEntry({ customerId, id })) === null) return;
  const result = await coalescer.submit({ kind: 'revoke', customerId, meter, units, id: `expired:${id}` });
  if (result.ok && !result.repeated) level.note(result.entry);
}
