import type { Operator } from '../admin/operator.ts';
import { requireCustomer } from '../admin/require-customer.ts';
import type { Context } from '../context.ts';
import { flushOutbox } from '../outbox/flush.ts';
import type { Snapshot } from '../subscription/snapshot.ts';
import { drainInbox } from '../webhook/drain.ts';
import { type BegunErasure, dropErasure, listErasures, noteErasure } from './begun-erasures.ts';
import { SETTLED_AFTER_MS } from './finish-erasures.ts';
import { grantedOrders } from './granted-orders.ts';
import { maskReason } from './mask-reason.ts';
import { requireErasable, tryAgain } from './require-erasable.ts';
import { setLeaving } from './set-leaving.ts';
import { sweepCustomer } from './sweep-customer.ts';

export interface ErasureOrder {
  readonly customerId: string;
  readonly reason: string;
}

// What waits is brought to its end before the customer goes; each round is a batch.
const MOST_ROUNDS = 20;
const EXPIRED_AT_ONCE = 500;
const MOST_SWEEPS = 8;
const PAUSE_MS = 100;

const HELD = 'Units of this customer are held by work that runs. They come back when it ends, within 15 minutes as a rule.';
const UNSENT =
  'Usage of this customer has not reached the payment provider. It is sent in a moment; what the provider refuses has to be sent again first.';

/**
 * Forgets the persons of a customer. When it resolves, this installation knows the customer no more; what other processes wrote at the same time
 * is taken by the background work within minutes. Repeating it completes what was cut short, and changes nothing after that.
 * @throws BillingError `not_found`, `subscription_exists`, `change_not_possible` or `concurrent_change` (units are held, usage waits)
 */
export async function eraseCustomer(context: Context, operator: Operator, { customerId, reason }: ErasureOrder): Promise<void> {
  const { store } = context;
  const begun = (await listErasures(store.records)).find((erasure) => erasure.customerId === customerId);
  if (begun === undefined && (await isGone(context, customerId))) return;
  if (begun !== undefined) return await sweepOrRefuse(context, begun, async () => {});
  const snapshot = await settle(context, customerId);
  const erasure = begin(context, operator, { snapshot, reason, now: await store.now() });
  const undo = await bury(context, erasure);
  await noteErasure(store.records, erasure);
  await setLeaving(context, customerId, true);
  await sweepOrRefuse(context, erasure, async () => {
    await dropErasure(store.records, customerId);
    await setLeaving(context, customerId, false);
    await undo();
  });
}

async function bury(context: Context, { customerId, provider, providerCustomerId }: BegunErasure): Promise<() => Promise<void>> {
  const orders = await grantedOrders(context, customerId);
  return await context.tombstones.set({ customerId, provider, providerCustomerId, orders });
}

// Erased, and nothing came after that.
async function isGone({ store, tombstones }: Context, customerId: string): Promise<boolean> {
  if (!(await tombstones.isErased(customerId))) return false;
  return (await store.snapshots.read(customerId)) === null && (await store.changes.version(customerId)) === 0;
}

/** Brings what is under way for a customer to its end, as far as that can be; gives what is known of it at the provider now. */
async function settle(context: Context, customerId: string): Promise<Snapshot> {
  const { store, sync, tombstones, provider } = context;
  // Left by a process that knew of an earlier erasure too late: the provider is not asked.
  if (await tombstones.isErased(customerId))
    return { customerId, provider: provider.id, providerCustomerId: null, rows: [], syncedAt: null, revision: 0 };
  await requireCustomer(context, customerId);
  await rounds(() => drainInbox(context));
  const snapshot = await sync.customer(customerId, 'operator');
  await requireErasable(context, snapshot);
  await store.ledger.expire(EXPIRED_AT_ONCE);
  return snapshot;
}

async function rounds(work: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) if (!(await work())) return;
}

interface Beginning {
  readonly snapshot: Snapshot;
  readonly reason: string;
  readonly now: number;
}

function begin({ store }: Context, { userId }: Operator, { snapshot, reason, now }: Beginning): BegunErasure {
  const { customerId, provider, providerCustomerId } = snapshot;
  return {
    ...{ customerId, provider, providerCustomerId, mark: store.erasure.nameMark(customerId) },
    // Whom the provider does not know it cannot bill.
    dropUsage: providerCustomerId === null,
    operator: userId,
    reason: maskReason(reason, [customerId, providerCustomerId]),
    startedAt: now,
    dueAt: now + SETTLED_AFTER_MS,
  };
}

/** What has begun gets a moment to end. */
async function sweepOrRefuse(context: Context, erasure: BegunErasure, undo: () => Promise<void>): Promise<void> {
  for (let round = 0; ; round += 1) {
    if (!erasure.dropUsage) await rounds(() => flushOutbox(context));
    const outcome = await sweepCustomer(context, erasure);
    if (outcome === 'erased') return;
    if (round < MOST_SWEEPS) await new Promise<void>((resolve) => void context.runtime.later(resolve, PAUSE_MS));
    else return await refuse(outcome, undo);
  }
}

async function refuse(outcome: 'held' | 'unsent', undo: () => Promise<void>): Promise<never> {
  await undo();
  throw tryAgain(outcome === 'held' ? HELD : UNSENT);
}
