import { type BillingError, isBillingError } from '@plimsoll/contract';
import { describeError } from '../describe-error.ts';
import type { UsageEvent } from '../ledger/entry.ts';
import { nextDelay } from '../retry-delay.ts';
import type { OutboxBatch } from '../store.ts';
import type { OutboxContext } from './outbox-context.ts';
import { parkUsage } from './park-usage.ts';

const USUAL_BATCH = 500;
const LEASE_MS = 60_000;
// A round begins no call after this, so that the lease outlives it by more than a usual call. It is for speed alone: a worker that
// comes too late changes nothing, and the provider counts an event once by its id.
const ROUND_MS = 40_000;
// Providers bill what they have heard of when a period ends. With so short a pause no event can wait through the end of its period, and nobody
// has to know whose period ends when; it costs one request a minute for each batch that does not get through.
const LONGEST_DELAY_MS = 60_000;

interface Round {
  readonly batch: OutboxBatch;
  /** Milliseconds of the host's clock. */
  readonly until: number;
}

/** Tells the provider of usage that waits, one batch. Gives whether more may be waiting. The event ids make it count once however often it is sent. */
export async function flushOutbox(context: OutboxContext): Promise<boolean> {
  const { provider, store, runtime, availability } = context;
  // Nothing is claimed while it could not be sent, so an outage does not make the pauses after it longer.
  if (!provider.capabilities.usage || !availability.reachable() || !availability.reachable('ingest')) return false;
  const limit = provider.limits?.usageBatch ?? USUAL_BATCH;
  const batch = await store.outbox.claim({ limit, leaseMs: LEASE_MS });
  if (batch.events.length === 0) return false;
  const round = { batch, until: runtime.now() + ROUND_MS };
  const attributes = { 'messaging.operation.name': 'send', 'messaging.batch.message_count': batch.events.length };
  await context.recorder.span({ name: 'usage flush', attributes }, () => deliver(context, round, batch.events));
  return batch.events.length === limit;
}

async function deliver(context: OutboxContext, round: Round, events: readonly UsageEvent[]): Promise<void> {
  const { provider, availability, store, runtime } = context;
  const ids = events.map(({ id }) => id);
  if (runtime.now() >= round.until) return void (await store.outbox.retry(round.batch.token, ids, 0));
  try {
    await availability.turn('ingest');
    const { inserted, duplicates } = await availability.call('ingest', () => provider.sendUsage(events));
    if (inserted + duplicates !== ids.length) return await keepMiscounted(context, round, { ids, inserted, duplicates });
  } catch (error) {
    if (isRefusal(error)) return await isolate(context, round, { events, error });
    return await sendLater(context, round, { ids, error });
  }
  const settled = await store.outbox.acknowledge(round.batch.token, ids);
  context.recorder.count('outbox.events', { result: 'delivered' }, settled);
  if (settled < ids.length) context.logger.info('usage was delivered by another worker as well', { events: ids.length, settled });
}

function isRefusal(error: unknown): error is BillingError {
  return isBillingError(error, 'provider_rejected') || isBillingError(error, 'not_found');
}

async function sendLater(
  { store, runtime, logger, recorder }: OutboxContext,
  { batch }: Round,
  { ids, error }: { ids: readonly string[]; error: unknown },
): Promise<void> {
  const ownMs = Math.min(LONGEST_DELAY_MS, nextDelay(runtime, batch.attempts));
  const delayMs = (isBillingError(error) ? error.retryAfterMs : undefined) ?? ownMs;
  logger.warn('usage could not be delivered yet', { events: ids.length, delayMs, ...describeError(error) });
  recorder.count('outbox.events', { result: 'retried' }, await store.outbox.retry(batch.token, ids, delayMs));
}

// Some of it may not have been counted; nobody can say which. Sent again, what was counted counts once.
async function keepMiscounted(
  context: OutboxContext,
  round: Round,
  { ids, inserted, duplicates }: { ids: readonly string[]; inserted: number; duplicates: number },
): Promise<void> {
  const counts = { provider: context.provider.id, sent: ids.length, inserted, duplicates };
  context.alert({ priority: 'immediate', code: 'usage_miscounted', context: counts });
  await sendLater(context, round, { ids, error: new Error(`The provider answered for ${inserted + duplicates} of ${ids.length} events.`) });
}

// The provider refuses a whole batch for one bad event: halving finds it, and only it is parked.
async function isolate(
  context: OutboxContext,
  round: Round,
  { events, error }: { events: readonly UsageEvent[]; error: BillingError },
): Promise<void> {
  const [only, ...others] = events;
  if (only !== undefined && others.length === 0) return await parkUsage(context, { token: round.batch.token, event: only, error });
  const middle = Math.ceil(events.length / 2);
  await deliver(context, round, events.slice(0, middle));
  await deliver(context, round, events.slice(middle));
}
