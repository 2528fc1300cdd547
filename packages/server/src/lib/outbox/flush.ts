import { isBillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { UsageEvent } from '../ledger/entry.ts';
import { nextDelay } from '../retry-delay.ts';
import type { OutboxBatch } from '../store.ts';

const BATCH = 500;
const LEASE_MS = 60_000;

/** Tells the provider of usage that waits, one batch. Gives whether more may be waiting. The event ids make it count once however often it is sent. */
export async function flushOutbox(context: Context): Promise<boolean> {
  if (!context.provider.capabilities.usage || !context.availability.reachable()) return false;
  const batch = await context.store.outbox.claim({ limit: BATCH, leaseMs: LEASE_MS });
  if (batch.events.length === 0) return false;
  await deliver(context, batch, batch.events);
  return batch.events.length === BATCH;
}

async function deliver(context: Context, batch: OutboxBatch, events: readonly UsageEvent[]): Promise<void> {
  const { provider, availability, store, runtime, logger } = context;
  const ids = events.map(({ id }) => id);
  try {
    await availability.call('ingest', () => provider.sendUsage(events));
  } catch (error) {
    if (isBillingError(error, 'provider_rejected')) return await isolate(context, batch, { events, error });
    const delayMs = isBillingError(error) && error.retryAfterMs !== undefined ? error.retryAfterMs : nextDelay(runtime, batch.attempts);
    logger.warn('usage could not be delivered yet', { events: ids.length, delayMs, error: String(error) });
    await store.outbox.retry(batch.token, ids, delayMs);
    return;
  }
  await store.outbox.acknowledge(batch.token, ids);
}

// The provider refuses a whole batch for one bad event: halving finds it, and only it is parked.
async function isolate(
  context: Context,
  batch: OutboxBatch,
  { events, error }: { events: readonly UsageEvent[]; error: Error },
): Promise<void> {
  const [only, ...others] = events;
  if (only !== undefined && others.length === 0) {
    await context.store.outbox.park(batch.token, [only.id], error.message);
    context.alert({
      priority: 'soon',
      code: 'usage_parked',
      context: { event: only.id, customerId: only.customerId, error: error.message },
    });
    return;
  }
  const middle = Math.ceil(events.length / 2);
  await deliver(context, batch, events.slice(0, middle));
  await deliver(context, batch, events.slice(middle));
}
