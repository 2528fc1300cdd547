import { BillingError, type BillingInterval, isLive } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Identity } from '../identity.ts';
import type { ProviderCheckout, ProviderItem } from '../provider.ts';
import { bindCustomer } from './bind-customer.ts';
import { tierItem } from './tier-item.ts';

// Longer than any call to a provider takes: a crash in the middle frees the intent after this.
const CREATING_TTL_MS = 20_000;
const WAIT_STEP_MS = 150;
const MOST_WAITS = 40;

export interface CheckoutOrder {
  /** A tier may name the interval by which it is to be paid. */
  readonly item: { readonly kind: 'tier' | 'pack'; readonly id: string; readonly interval?: BillingInterval | undefined };
  readonly successUrl: string;
  readonly returnUrl: string;
}

interface OpenCheckout {
  /** Null while it is being created. */
  readonly checkoutId: string | null;
}

/**
 * Starts paying. A customer has at most one stored open checkout for each thing it may buy: double clicks and two tabs get the same one.
 * @throws BillingError `subscription_exists` when a live subscription should be changed instead
 */
export async function startCheckout(context: Context, identity: Identity, order: CheckoutOrder): Promise<ProviderCheckout> {
  const item = requireSold(context, order.item);
  if (item.kind === 'tier') await requireNoSubscription(context, identity.customerId);
  const key = checkoutKey(identity.customerId, item);
  for (let wait = 0; wait < MOST_WAITS; wait += 1) {
    const stored = await context.store.records.read(key);
    const { checkoutId } = (stored?.value ?? { checkoutId: '' }) as OpenCheckout;
    const open = checkoutId ? await readOpen(context, checkoutId) : null;
    if (open !== null) return open;
    if (checkoutId !== null) {
      const claimed = await context.store.records.write(key, {
        value: { checkoutId: null } satisfies OpenCheckout,
        expectedRevision: stored?.revision ?? 0,
        ttlMs: CREATING_TTL_MS,
      });
      if (claimed) return await create(context, { identity, order: { ...order, item }, key });
    }
    await new Promise<void>((resolve) => void context.runtime.later(resolve, WAIT_STEP_MS));
  }
  throw new BillingError('concurrent_change', 'Another request is creating this checkout.', { retryAfterMs: 2000 });
}

/** Under which the open checkout of a customer for one thing is stored. */
export function checkoutKey(customerId: string, { kind, id, interval }: ProviderItem): string {
  return [`checkout/${customerId}/${kind}/${id}`, interval ?? []].flat().join('/');
}

async function create(
  context: Context,
  { identity, order, key }: { identity: Identity; order: CheckoutOrder & { readonly item: ProviderItem }; key: string },
): Promise<ProviderCheckout> {
  const { provider, availability, store, runtime } = context;
  const { customerId } = identity;
  try {
    const providerCustomerId = await bindCustomer(context, identity);
    const request = { ...order, customerId, providerCustomerId, attemptId: runtime.uuid() };
    const checkout = await availability.call('write', () => provider.createCheckout(request));
    context.recorder.count('checkout.created', { item: order.item.kind });
    const ttlMs = Math.max(1, Date.parse(checkout.expiresAt) - runtime.now());
    const claim = await store.records.read(key);
    const value: OpenCheckout = { checkoutId: checkout.id };
    await store.records.write(key, { value, expectedRevision: claim?.revision ?? 0, ttlMs });
    return checkout;
  } catch (error) {
    await store.records.remove(key);
    throw error;
  }
}

async function readOpen({ provider, availability }: Context, checkoutId: string): Promise<ProviderCheckout | null> {
  const checkout = await availability.call('read', () => provider.readCheckout(checkoutId));
  return checkout?.status === 'open' ? checkout : null;
}

function requireSold({ catalog, provider }: Context, { kind, id, interval }: CheckoutOrder['item']): ProviderItem {
  const known = Object.hasOwn(kind === 'tier' ? catalog.tiers : catalog.packs, id);
  const item = kind === 'pack' ? { kind, id } : tierItem(catalog, { tier: id, wanted: interval });
  if (known && item !== null && provider.sells(item)) return item;
  const by = interval === undefined ? '' : ` by the ${interval}`;
  const message = known ? `The ${kind} "${id}" is not sold${by} by checkout.` : `There is no ${kind} "${id}".`;
  throw new BillingError('invalid_request', message, { publicMessage: message, fields: [{ pointer: `/${kind}`, detail: message }] });
}

// The provider's word now, not what was last heard: a second subscription is the one fault that costs the customer money.
async function requireNoSubscription(context: Context, customerId: string): Promise<void> {
  const { rows } = await context.sync.customer(customerId, 'checkout');
  const live = rows.filter(({ status }) => isLive(status));
  const [first] = live;
  if (first === undefined) return;
  // One whose product no tier is mapped to grants nothing here, and is paid all the same.
  const known = live.some(({ tier }) => tier !== null && Object.hasOwn(context.catalog.tiers, tier));
  const publicMessage = known
    ? 'There is a subscription already. Change its plan instead of buying a second one.'
    : 'This account already pays for a subscription that is none of these plans. End that one before you choose a plan here.';
  const message = `${customerId} has a subscription with status "${first.status}" to the product ${first.productId}.`;
  throw new BillingError('subscription_exists', message, { publicMessage });
}
