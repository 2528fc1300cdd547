import { isBillingError, isLive } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { describeError } from '../describe-error.ts';
import type { RecordStore } from '../store.ts';
import type { Snapshot, SubscriptionRow } from '../subscription/snapshot.ts';
import { type Census, countCustomer, noCensus, writeCensus } from '../telemetry/census.ts';
import { checkDrift } from './check-drift.ts';
import { writeDrift } from './drift-record.ts';
import { readPresentAccounts } from './read-present-accounts.ts';
import { validateAccounts } from './validate-accounts.ts';
import { validateSnapshot } from './validate-snapshot.ts';

const PAGE = 20;
const CURSOR_KEY = 'reconcile-cursor';
const LEASE_KEY = 'reconcile';
const LEASE_MS = 60_000;
// A page ends early rather than outlive its lease; the next one goes on where it stopped.
const PAGE_MS = 40_000;
// A webhook that is this late will not come any more: Polar gives up after about half an hour.
const WEBHOOK_LATE_MS = 30 * 60_000;

interface Cursor {
  readonly after: string;
  /** When the next pass over all customers may begin, in milliseconds of the store's clock. */
  readonly nextPassAt: number;
  /** Customers of this pass for whom ledger and provider count differently. */
  readonly drifting: number;
  /** What was counted of this pass's customers for the numbers; empty when the host takes none. */
  readonly census: Census;
}

/**
 * One page of the pass over all customers that finds what webhooks lost: reads each live one again at the provider, under the usual
 * guards, and says what it found. Resumable, and done by one process at a time. Gives whether the pass goes on.
 */
export async function reconcilePage(context: Context): Promise<boolean> {
  const { store, availability } = context;
  if (!availability.reachable()) return false;
  if (!(await store.records.write(LEASE_KEY, { value: null, expectedRevision: 0, ttlMs: LEASE_MS }))) return false;
  try {
    return await nextPage(context);
  } finally {
    await store.records.remove(LEASE_KEY);
  }
}

/** Begins the pass anew when its place is a customer who is forgotten. */
export async function forgetCursor(records: RecordStore, customerId: string): Promise<void> {
  const cursor = (await records.read(CURSOR_KEY))?.value as Partial<Cursor> | undefined;
  if (cursor?.after === customerId) await records.remove(CURSOR_KEY);
}

async function nextPage(context: Context): Promise<boolean> {
  const { store, settings } = context;
  const stored = await store.records.read(CURSOR_KEY);
  const now = await store.now();
  const cursor: Cursor = { after: '', nextPassAt: now, drifting: 0, census: noCensus, ...(stored?.value as Partial<Cursor> | undefined) };
  if (cursor.after === '' && now < cursor.nextPassAt) return false;
  const customers = await store.snapshots.list({ after: cursor.after, limit: PAGE });
  const { done, drifting, census } = await reconcileAll(context, customers, cursor.census);
  const ended = customers.length < PAGE && done === customers.length;
  const found = cursor.drifting + drifting;
  const value: Cursor = ended
    ? { after: '', nextPassAt: now + settings.reconcileIntervalMs, drifting: 0, census: noCensus }
    : { after: customers[done - 1] ?? cursor.after, nextPassAt: cursor.nextPassAt, drifting: found, census };
  await store.records.write(CURSOR_KEY, { value, expectedRevision: stored?.revision ?? 0, ttlMs: null });
  if (ended) {
    await writeDrift(store.records, { customers: found, checkedAt: now });
    if (context.recorder.takesNumbers) await writeCensus(store.records, { ...census, at: now });
  }
  return !ended;
}

interface Page {
  readonly done: number;
  readonly drifting: number;
  readonly census: Census;
}

async function reconcileAll(context: Context, customers: readonly string[], before: Census): Promise<Page> {
  const { store, runtime, recorder } = context;
  const until = runtime.now() + PAGE_MS;
  const oldestUntoldAt = (await store.outbox.summary()).oldestAt;
  let drifting = 0;
  let census = before;
  for (const [done, customerId] of customers.entries()) {
    if (runtime.now() >= until) return { done, drifting, census };
    const outcome = await reconcileCustomer(context, customerId, oldestUntoldAt);
    if (outcome === 'put-off') return { done, drifting, census };
    if (outcome === 'drifts') drifting += 1;
    if (recorder.takesNumbers) census = await countCustomer(context, customerId, census);
  }
  return { done: customers.length, drifting, census };
}

async function reconcileCustomer(
  context: Context,
  customerId: string,
  oldestUntoldAt: number | null,
): Promise<'agrees' | 'drifts' | 'put-off'> {
  const { store, catalog, alert, availability, sync } = context;
  const before = await store.snapshots.read(customerId);
  if (before === null) return 'agrees';
  // A process that died between a change and its row of the audit log left this.
  if (before.untold !== undefined) await context.audit.tell(before.untold);
  const problems = [...validateSnapshot(before, catalog), ...validateAccounts(await readPresentAccounts(context, before))];
  for (const problem of problems) alert({ priority: 'soon', code: 'inconsistent_state', context: { customerId, problem } });
  if (!before.rows.some(({ status }) => isLive(status))) return 'agrees';
  const mayCall = await availability.turn('read').then(
    () => true,
    () => false,
  );
  if (!mayCall) return 'put-off';
  try {
    const after = await sync.customer(customerId, 'reconcile');
    reportMissed(context, { before, after, now: await store.now() });
    if (!context.provider.capabilities.providerMeters) return 'agrees';
    return (await checkDrift(context, after, oldestUntoldAt)) ? 'drifts' : 'agrees';
  } catch (error) {
    if (!isBillingError(error) || error.code === 'store_unavailable') throw error;
    context.logger.warn('a customer could not be reconciled', { customerId, ...describeError(error) });
    // One customer that the provider cannot answer for must not end the pass for all that follow.
    return availability.reachable() ? 'agrees' : 'put-off';
  }
}

function reportMissed({ alert }: Context, { before, after, now }: { before: Snapshot; after: Snapshot; now: number }): void {
  const { customerId } = before;
  for (const { id, status, modifiedAt } of findMissed(before, after, now))
    alert({ priority: 'soon', code: 'webhook_missed', context: { customerId, subscription: id, status, modifiedAt } });
}

function findMissed(before: Snapshot, after: Snapshot, now: number): SubscriptionRow[] {
  const known = new Map(before.rows.map(({ id, modifiedAt }) => [id, modifiedAt]));
  return after.rows.filter(({ id, modifiedAt }) => known.get(id) !== modifiedAt && now - Date.parse(modifiedAt) > WEBHOOK_LATE_MS);
}
