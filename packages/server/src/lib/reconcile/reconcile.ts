import { isBillingError, isLive } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Snapshot, SubscriptionRow } from '../subscription/snapshot.ts';
import { validateSnapshot } from './validate-snapshot.ts';

const PAGE = 20;
const CURSOR_KEY = 'reconcile-cursor';
const LEASE_KEY = 'reconcile';
const LEASE_MS = 60_000;
// A webhook that is this late will not come any more: Polar gives up after about half an hour.
const WEBHOOK_LATE_MS = 30 * 60_000;

interface Cursor {
  readonly after: string;
  /** When the next pass over all customers may begin, in milliseconds of the store's clock. */
  readonly nextPassAt: number;
}

/**
 * One page of the pass over all customers that finds what webhooks lost: reads each live one again at the provider, under the usual
 * guards, and says what it found. Resumable, and done by one process at a time. Gives whether the pass goes on.
 */
export async function reconcilePage(context: Context): Promise<boolean> {
  const { store, availability, settings } = context;
  if (!availability.reachable()) return false;
  if (!(await store.records.write(LEASE_KEY, { value: null, expectedRevision: 0, ttlMs: LEASE_MS }))) return false;
  try {
    const stored = await store.records.read(CURSOR_KEY);
    const now = await store.now();
    const cursor = (stored?.value ?? { after: '', nextPassAt: now + settings.reconcileIntervalMs }) as Cursor;
    const due = stored === null || cursor.after !== '' || now >= cursor.nextPassAt;
    if (!due) return false;
    const page = await store.snapshots.list({ after: cursor.after, limit: PAGE });
    for (const customerId of page) await reconcileCustomer(context, customerId);
    const ended = page.length < PAGE;
    const value: Cursor = {
      after: ended ? '' : (page.at(-1) ?? ''),
      nextPassAt: ended ? now + settings.reconcileIntervalMs : cursor.nextPassAt,
    };
    await store.records.write(CURSOR_KEY, { value, expectedRevision: stored?.revision ?? 0, ttlMs: null });
    return !ended;
  } finally {
    await store.records.remove(LEASE_KEY);
  }
}

async function reconcileCustomer(context: Context, customerId: string): Promise<void> {
  const { store, catalog, alert, sync } = context;
  const before = await store.snapshots.read(customerId);
  if (before === null) return;
  for (const problem of validateSnapshot(before, catalog))
    alert({ priority: 'soon', code: 'inconsistent_state', context: { customerId, problem } });
  if (!before.rows.some(({ status }) => isLive(status))) return;
  const after = await sync.customer(customerId).catch((error: unknown) => {
    if (isBillingError(error)) return before;
    throw error;
  });
  const now = await store.now();
  for (const row of findMissed(before, after, now)) {
    alert({
      priority: 'soon',
      code: 'webhook_missed',
      context: { customerId, subscription: row.id, status: row.status, modifiedAt: row.modifiedAt },
    });
  }
}

function findMissed(before: Snapshot, after: Snapshot, now: number): SubscriptionRow[] {
  const known = new Map(before.rows.map(({ id, modifiedAt }) => [id, modifiedAt]));
  return after.rows.filter(({ id, modifiedAt }) => known.get(id) !== modifiedAt && now - Date.parse(modifiedAt) > WEBHOOK_LATE_MS);
}
