import { BillingError, hasAccess } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { ProviderCheckout } from '../provider.ts';
import { readStanding } from './read-standing.ts';

/** How far a checkout has come. `activating`: paid or under way, the subscription follows in a moment. */
type CheckoutOutcome = 'active' | 'activating' | 'open' | 'failed' | 'expired';

/** What became of a checkout, and which pack it was for. */
export interface SyncedCheckout {
  readonly outcome: CheckoutOutcome;
  readonly pack?: string;
}

/** What the success page calls: reads the checkout at the provider and applies what it bought. Another customer's checkout is `not_found`. */
export async function syncCheckout(context: Context, request: { customerId: string; checkoutId: string }): Promise<SyncedCheckout> {
  const { provider, availability } = context;
  const checkout = await availability.call('read', () => provider.readCheckout(request.checkoutId));
  if (checkout === null || checkout.customerId !== request.customerId) {
    throw new BillingError('not_found', `The checkout "${request.checkoutId}" is not one of ${request.customerId}.`, {
      publicMessage: 'There is no such checkout for this account.',
    });
  }
  const outcome = await readOutcome(context, request.customerId, checkout);
  return checkout.item?.kind === 'pack' ? { outcome, pack: checkout.item.id } : { outcome };
}

async function readOutcome(context: Context, customerId: string, checkout: ProviderCheckout): Promise<CheckoutOutcome> {
  switch (checkout.status) {
    case 'open':
    case 'failed':
    case 'expired':
      return checkout.status;
    case 'confirmed':
    case 'succeeded':
      return await applyPaid(context, customerId, checkout);
    default:
      return checkout.status satisfies never;
  }
}

async function applyPaid(
  context: Context,
  customerId: string,
  { subscriptionId, item, status }: ProviderCheckout,
): Promise<CheckoutOutcome> {
  const snapshot = await context.sync.customer(customerId, 'success_page');
  // A pack's units are granted by that reading; a subscription has to be there before the person is told so.
  if (item?.kind === 'pack') return status === 'succeeded' ? 'active' : 'activating';
  const bought = subscriptionId === null || snapshot.rows.some(({ id }) => id === subscriptionId);
  const { subscription, now } = await readStanding(context, customerId);
  return bought && hasAccess(subscription, now) ? 'active' : 'activating';
}
