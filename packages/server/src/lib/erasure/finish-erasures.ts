import type { Context } from '../context.ts';
import { type BegunErasure, dropErasure, listErasures, noteErasure } from './begun-erasures.ts';

/**
 * The longest that another process can know a customer who is gone, or that a write can be under way: what it left behind is taken by going over
 * the customer once more after that.
 */
export const SETTLED_AFTER_MS = 120_000;
const AGAIN_MS = 30_000;

/** Ends erasures that are under way: what a crash cut short, and once more what others wrote meanwhile. */
export async function finishErasures(context: Context): Promise<void> {
  const { store } = context;
  const begun = await listErasures(store.records);
  if (begun.length === 0) return;
  const now = await store.now();
  for (const erasure of begun.filter(({ dueAt }) => dueAt <= now)) await finish(context, erasure, now);
}

async function finish(context: Context, erasure: BegunErasure, now: number): Promise<void> {
  const { store, logger } = context;
  // It touches most of the engine: loaded when somebody is erased, not by every start.
  const { sweepCustomer } = await import('./sweep-customer.ts');
  const outcome = await sweepCustomer(context, erasure);
  if (outcome === 'erased' && now - erasure.startedAt >= SETTLED_AFTER_MS) return await dropErasure(store.records, erasure.customerId);
  if (outcome !== 'erased') logger.info('an erasure waits for what is under way', { outcome });
  const settledAt = erasure.startedAt + SETTLED_AFTER_MS;
  await noteErasure(store.records, { ...erasure, dueAt: settledAt > now ? settledAt : now + AGAIN_MS });
}
