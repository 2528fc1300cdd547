import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';

const MOST_TRIES = 20;

/** Marks a customer as one for whom nothing new begins, or takes the mark away. Every process hears of it as of any change. */
export async function setLeaving({ store }: Context, customerId: string, leaving: boolean): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const current = await store.snapshots.read(customerId);
    if (current === null || (current.leaving ?? false) === leaving) return;
    const { leaving: _, ...stays } = current;
    if (await store.snapshots.write(leaving ? { ...stays, leaving } : stays, current.revision)) return;
  }
  throw new BillingError('concurrent_change', `The snapshot changed ${MOST_TRIES} times while a customer was erased.`);
}
