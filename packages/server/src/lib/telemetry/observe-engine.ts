import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import { OPERATION_KINDS } from '../degraded/breakers.ts';
import { readDrift } from '../reconcile/drift-record.ts';
import type { QueueSummary } from '../store.ts';
import { type Census, readCensus } from './census.ts';
import type { Give } from './recorder.ts';

/** Gives the numbers that are asked for when the host collects, with one look at the store. Gives the way to stop. */
export function observeEngine(context: Context): () => void {
  return context.recorder.observe(
    [
      ...(['api.up', 'api.budget_left', 'cache.lookup', 'cache.stale', 'ledger.hottest_share', 'store.up'] as const),
      ...(['queue.depth', 'queue.stuck', 'queue.age', 'drift.customers', 'reconcile.age'] as const),
      ...(['subscription.active', 'meter.balance', 'meter.customers'] as const),
    ],
    async (give) => {
      giveOwn(context, give);
      const found = await readStore(context).catch(() => null);
      give('store.up', found === null ? 0 : 1);
      if (found !== null) giveStored(found, give);
    },
  );
}

function giveOwn({ availability, tallies }: Context, give: Give): void {
  for (const kind of OPERATION_KINDS) give('api.up', availability.reachable(kind) ? 1 : 0, { kind });
  give('api.budget_left', availability.budget().left);
  for (const [result, times] of Object.entries(tallies.lookups)) give('cache.lookup', times, { result });
  for (const [mode, times] of Object.entries(tallies.stale)) give('cache.stale', times, { mode });
  give('ledger.hottest_share', tallies.heat.take());
}

type Found = Awaited<ReturnType<typeof readStore>>;

// A collection must not wait for a store that hangs, and whoever watches over it is to see that it does.
async function readStore({ store, runtime, settings }: Context) {
  const error = () => new BillingError('store_unavailable', 'The store did not answer in time.');
  const reading = Promise.all([
    store.now(),
    store.inbox.summary(),
    store.outbox.summary(),
    readDrift(store.records),
    readCensus(store.records),
  ]);
  const [now, inbox, outbox, drift, census] = await withDeadline(reading, { runtime, ms: settings.storeDeadlineMs, error });
  return { now, inbox, outbox, drift, census };
}

function giveStored({ now, inbox, outbox, drift, census }: Found, give: Give): void {
  giveQueue('inbox', { summary: inbox, now }, give);
  giveQueue('outbox', { summary: outbox, now }, give);
  if (drift !== null) give('drift.customers', drift.customers);
  if (census === null) return;
  give('reconcile.age', Math.max(0, now - census.at) / 1000);
  giveCensus(census, give);
}

function giveQueue(queue: string, { summary, now }: { summary: QueueSummary; now: number }, give: Give): void {
  give('queue.depth', summary.waiting, { queue });
  give('queue.stuck', summary.stuck, { queue });
  give('queue.age', summary.oldestAt === null ? 0 : Math.max(0, now - summary.oldestAt) / 1000, { queue });
}

function giveCensus({ subscriptions, left, levels }: Census, give: Give): void {
  for (const { value, ...of } of subscriptions) give('subscription.active', value, of);
  for (const { value, ...of } of left) give('meter.balance', value, of);
  for (const { value, ...of } of levels) give('meter.customers', value, of);
}
