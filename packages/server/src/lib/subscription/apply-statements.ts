import { BillingError, isLive } from '@plimsoll/contract';
import type { ChangeSource } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import type { ProviderSubscription } from '../provider.ts';
import { mergeStatements, type Source } from './merge.ts';
import { type HeardCredit, mergeCredits } from './merge-credits.ts';
import { noteChange } from './note-change.ts';
import type { Snapshot, SubscriptionRow } from './snapshot.ts';

const MOST_TRIES = 20;

/** What was heard of one customer. */
export interface Statements {
  readonly customerId: string;
  /** Null: the provider does not know this customer. Undefined: nothing was said of it. */
  readonly providerCustomerId: string | null | undefined;
  readonly subscriptions: readonly ProviderSubscription[];
  /** What was credited; left out when nothing was said of it. */
  readonly credits?: readonly HeardCredit[] | undefined;
  readonly source: Source;
  /** Whether these are all of the customer's subscriptions, read just now. */
  readonly complete: boolean;
  /** What brought them, for the audit log. */
  readonly cause: ChangeSource;
}

export interface Applied {
  readonly snapshot: Snapshot;
  /** Rows that are live here although a complete reading does not list them; only asking for each one can tell. */
  readonly unexplained: readonly SubscriptionRow[];
  readonly doubtful: boolean;
  /** Whether anything that was not known was heard. */
  readonly changed: boolean;
}

/** Takes statements into the customer's snapshot under the version guard. Idempotent; any order ends in the same state. */
export async function applyStatements(context: Context, statements: Statements): Promise<Applied> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const applied = await tryToApply(context, statements);
    if (applied !== null) return applied;
  }
  throw new BillingError('concurrent_change', `The snapshot changed ${MOST_TRIES} times while statements were applied.`);
}

// Null: somebody else wrote first.
async function tryToApply(context: Context, statements: Statements): Promise<Applied | null> {
  const { store, audit } = context;
  const current = (await store.snapshots.read(statements.customerId)) ?? (await emptySnapshot(context, statements.customerId));
  if (current.untold !== undefined) await audit.tell(current.untold);
  const merge = mergeStatements(current.rows, statements.subscriptions, statements.source);
  const unexplained = statements.complete ? findUnexplained(merge.rows, statements.subscriptions) : [];
  const credited = mergeCredits(current.credits ?? [], statements.credits ?? [], statements.source);
  const changed = merge.changed || credited.changed;
  const doubtful = merge.doubtful || credited.doubtful;
  const providerCustomerId = statements.providerCustomerId === undefined ? current.providerCustomerId : statements.providerCustomerId;
  const known = !changed && providerCustomerId === current.providerCustomerId && !statements.complete;
  if (known && current.revision > 0) return { snapshot: current, unexplained, doubtful, changed: false };

  const now = await store.now();
  const { untold: _, ...kept } = current;
  const facts = { rows: merge.rows, ...(credited.credits.length > 0 && { credits: credited.credits }) };
  const next = { ...kept, ...facts, providerCustomerId, syncedAt: statements.complete ? now : current.syncedAt };
  const note = changed ? noteChange(context, { current, next, now, cause: statements.cause }) : null;
  if (!(await store.snapshots.write(note === null ? next : { ...next, untold: note }, current.revision))) return null;
  if (changed) {
    warnOfOddities(context, next);
    context.access.note(next.customerId);
  }
  if (note !== null) await audit.tell(note);
  return { snapshot: { ...next, revision: current.revision + 1 }, unexplained, doubtful, changed };
}

// Whoever was erased does not come back by what the provider still says.
async function emptySnapshot({ provider, tombstones }: Context, customerId: string): Promise<Snapshot> {
  await tombstones.requireAdmitted(customerId);
  return { customerId, provider: provider.id, providerCustomerId: null, rows: [], syncedAt: null, revision: 0 };
}

function findUnexplained(rows: readonly SubscriptionRow[], listed: readonly ProviderSubscription[]): SubscriptionRow[] {
  return rows.filter(({ id, status }) => isLive(status) && !listed.some((subscription) => subscription.id === id));
}

function warnOfOddities({ alert, provider }: Context, { customerId, rows }: Snapshot): void {
  const live = rows.filter(({ status }) => isLive(status));
  for (const { tier, productId } of live) {
    if (tier === null) alert({ priority: 'soon', code: 'unmapped_product', context: { customerId, productId, provider: provider.id } });
  }
  if (live.length > 1) alert({ priority: 'soon', code: 'duplicate_subscription', context: { customerId, count: live.length } });
}
