import { BillingError, type BillingInterval, comparePlan, isLive, readTierAction, type TierAction } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { ProviderItem, ProviderSubscription } from '../provider.ts';
import { applyStatements } from './apply-statements.ts';
import { type Derived, deriveSubscription } from './derive.ts';
import type { SubscriptionRow } from './snapshot.ts';
import { tierItem } from './tier-item.ts';

export interface PlanChange {
  readonly customerId: string;
  readonly tier: string;
  /** How it is to be paid. @default as now, where the tier is sold so */
  readonly interval?: BillingInterval | undefined;
  /** @default upgrades now; downgrades as the `downgrade` setting says */
  readonly when?: 'now' | 'period_end' | undefined;
}

/** A plan change that is possible, with everything that it depends on. */
export interface PossibleChange extends Derived {
  readonly row: SubscriptionRow;
  /** Paying by the year instead of by the month counts as up. */
  readonly direction: 'upgrade' | 'downgrade';
  /** How it is paid from then on; undefined where the tier is sold in one way. */
  readonly interval: BillingInterval | undefined;
  readonly when: 'now' | 'period_end';
  readonly now: number;
}

const CHANGES: readonly TierAction[] = ['upgrade', 'downgrade', 'switch', 'scheduled'];

/** Reads the subscription and says what the change would be. @throws BillingError `subscription_missing`, `change_not_possible` or `invalid_request` */
export async function planChange(context: Context, change: PlanChange): Promise<PossibleChange> {
  const { customerId, tier, when } = change;
  const { catalogView: catalog, settings } = context;
  requireTier(context, change);
  const live = await requireLive(context, customerId);
  const { interval } = requireTier(context, change, live.subscription.interval) ?? {};
  const action = readTierAction(tier, { catalog, currentTier: live.tier, subscription: live.subscription, interval });
  if (!CHANGES.includes(action)) throw notPossible(tier, live.subscription.status, action);
  const isUp = action === 'switch' ? interval === 'year' : comparePlan(catalog, live.tier, tier) === 'upgrade';
  const direction = isUp ? 'upgrade' : 'downgrade';
  return { ...live, direction, interval, when: when ?? (direction === 'upgrade' ? 'now' : settings.downgrade) };
}

/** Changes the tier at the provider and applies what it answers. */
export async function changePlan(context: Context, change: PlanChange): Promise<void> {
  const { row, when, interval } = await planChange(context, change);
  const { provider } = context;
  const { tier, customerId } = change;
  await mutate(context, { customerId, type: 'change' }, () => provider.changeTier(row.id, { tier, when, ...(interval && { interval }) }));
}

/** Cancels at the end of the period. Canceling twice changes nothing. */
export async function cancelSubscription(
  context: Context,
  { customerId, reason }: { customerId: string; reason: string | null },
): Promise<void> {
  const { row } = await requireLive(context, customerId);
  await mutate(context, { customerId, type: 'cancel' }, () => context.provider.cancel(row.id, reason));
}

/** Takes back a scheduled end or a scheduled downgrade. Resuming twice changes nothing. */
export async function resumeSubscription(context: Context, customerId: string): Promise<void> {
  const { row } = await requireLive(context, customerId);
  await mutate(context, { customerId, type: 'resume' }, () => context.provider.resume(row.id));
}

async function mutate(
  context: Context,
  { customerId, type }: { customerId: string; type: string },
  act: () => Promise<ProviderSubscription>,
): Promise<void> {
  const statement = await context.availability.call('write', act);
  await applyStatements(context, {
    customerId,
    providerCustomerId: undefined,
    subscriptions: [statement],
    source: 'read',
    complete: false,
    cause: { kind: 'person', id: null, type },
  });
}

async function requireLive(context: Context, customerId: string): Promise<Derived & { row: SubscriptionRow; now: number }> {
  const { store, catalog, settings } = context;
  const snapshot = await store.snapshots.read(customerId);
  const now = await store.now();
  // What is paid changes, not what an operator gave beside it.
  const paid = snapshot === null ? null : { ...snapshot, overrides: { tier: null, limits: [] } };
  const derived = deriveSubscription(paid, { catalog, pastDueGraceMs: settings.pastDueGraceMs, now });
  if (derived.row !== null && isLive(derived.subscription.status)) return { ...derived, row: derived.row, now };
  throw new BillingError('subscription_missing', `${customerId} has no live subscription.`, {
    publicMessage: 'There is no subscription to change. Choose a plan first.',
  });
}

// The fallback tier is nothing that is sold.
function requireTier({ catalog, provider }: Context, { tier, interval }: PlanChange, present?: BillingInterval): ProviderItem | null {
  const item = tierItem(catalog, { tier, wanted: interval, present });
  if (Object.hasOwn(catalog.tiers, tier) && tier === catalog.fallbackTier) return null;
  if (Object.hasOwn(catalog.tiers, tier) && item !== null && provider.sells(item)) return item;
  const by = interval === undefined ? '' : ` by the ${interval}`;
  const message = `There is no tier "${tier}"${by} to change to.`;
  throw new BillingError('invalid_request', message, { publicMessage: message, fields: [{ pointer: '/tier', detail: message }] });
}

function notPossible(tier: string, status: string, action: string): BillingError {
  const publicMessage =
    action === 'cancel'
      ? `To go back to "${tier}", cancel the subscription.`
      : `A change to "${tier}" is not possible while the subscription is ${status}.`;
  return new BillingError('change_not_possible', `The change to "${tier}" is "${action}" while the subscription is ${status}.`, {
    publicMessage,
  });
}
