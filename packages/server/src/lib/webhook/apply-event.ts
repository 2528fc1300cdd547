import { BillingError, isLive } from '@plimsoll/contract';
import type { ChangeSource } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import { applyOrders } from '../payments/apply-orders.ts';
import type { ProviderEvent, ProviderSubscription } from '../provider.ts';
import type { InboxOutcome } from '../store.ts';
import { applyStatements } from '../subscription/apply-statements.ts';
import { compareInstants } from '../subscription/instant.ts';
import type { HeardCredit } from '../subscription/merge-credits.ts';
import type { Snapshot } from '../subscription/snapshot.ts';
import { takesCredits } from '../subscription/takes-credits.ts';

/** Applies what a signed webhook means, under the same guard as every other source. Idempotent. Rejects when it should be tried again. */
export async function applyEvent(context: Context, event: ProviderEvent): Promise<InboxOutcome> {
  const { effect } = event;
  switch (effect.kind) {
    case 'none':
      return 'ignored';
    case 'reread':
      await readAgain(context, await customerOf(context, event), event);
      return 'done';
    case 'order':
      await applyOrders(context, { customerId: await customerOf(context, event), orders: [effect.order], cause: causeOf(event) });
      return 'done';
    case 'subscription':
      await applyTold(context, event, { subscriptions: [effect.subscription] });
      return 'done';
    case 'customer': {
      const snapshot = await applyTold(context, event, effect);
      // What is live here and not listed there may have ended; absence is not evidence, so it is asked for.
      if (hasUnlisted(snapshot, effect.subscriptions)) await readAgain(context, snapshot.customerId, event);
      return 'done';
    }
    default:
      return effect satisfies never;
  }
}

interface Told {
  readonly subscriptions: readonly ProviderSubscription[];
  readonly credits?: readonly HeardCredit[];
}

async function applyTold(context: Context, event: ProviderEvent, { subscriptions, credits }: Told): Promise<Snapshot> {
  const customerId = await customerOf(context, event);
  const providerCustomerId = event.providerCustomerId ?? undefined;
  const applied = await applyStatements(context, {
    ...{ customerId, providerCustomerId, subscriptions, source: 'told', complete: false },
    credits: takesCredits(context) ? credits : undefined,
    cause: causeOf(event),
  });
  if (isOvertaken(applied.snapshot, subscriptions)) context.recorder.count('webhook.overtaken', { effect: event.effect.kind });
  return applied.doubtful ? readAgain(context, customerId, event) : applied.snapshot;
}

// Nobody waits for it, so it takes its turn behind what people ask of the provider.
async function readAgain({ availability, sync }: Context, customerId: string, event: ProviderEvent): Promise<Snapshot> {
  await availability.turn('read');
  return sync.customer(customerId, 'webhook', causeOf(event));
}

function causeOf({ id, type }: ProviderEvent): ChangeSource {
  return { kind: 'webhook', id, type };
}

// A webhook can overtake the binding of its customer; it then waits in the inbox.
async function customerOf({ store }: Context, { provider, customerId, providerCustomerId }: ProviderEvent): Promise<string> {
  if (customerId !== null) return customerId;
  const bound = providerCustomerId === null ? null : await store.snapshots.findCustomer(provider, providerCustomerId);
  if (bound !== null) return bound;
  throw new BillingError('not_found', `No customer is bound to ${providerCustomerId ?? 'this event'} yet.`);
}

// For the numbers alone: the version guard has seen to the state already.
function isOvertaken({ rows }: Snapshot, told: readonly ProviderSubscription[]): boolean {
  return told.some(({ id, modifiedAt }) => rows.some((row) => row.id === id && compareInstants(row.modifiedAt, modifiedAt) > 0));
}

function hasUnlisted({ rows }: Snapshot, listed: readonly ProviderSubscription[]): boolean {
  return rows.some(({ id, status }) => isLive(status) && !listed.some((subscription) => subscription.id === id));
}
