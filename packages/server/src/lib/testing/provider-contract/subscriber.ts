import type { ProviderSubscription } from '../../provider.ts';
import type { ProviderWorld } from './provider-world.ts';

export interface BoundCustomer {
  readonly customerId: string;
  readonly providerCustomerId: string;
}

/** A new customer that the provider knows. */
export async function bindNew({ provider, uniqueId }: ProviderWorld): Promise<BoundCustomer> {
  const customerId = uniqueId();
  const bound = await provider.bindCustomer({ customerId, email: `${customerId}@acme.example`, name: 'Acme' });
  return { customerId, ...bound };
}

/** Opens a checkout for a bound customer. */
export async function openCheckout(world: ProviderWorld, customer: BoundCustomer, item: { kind: 'tier' | 'pack'; id: string }) {
  const urls = { successUrl: 'https://app.acme.example/billing/done', returnUrl: 'https://app.acme.example/billing' };
  return await world.provider.createCheckout({ ...customer, ...urls, item, attemptId: world.uniqueId() });
}

/** A new customer who has bought a tier. */
export async function subscribe(world: ProviderWorld, tier: string): Promise<BoundCustomer & { subscription: ProviderSubscription }> {
  const customer = await bindNew(world);
  const checkout = await openCheckout(world, customer, { kind: 'tier', id: tier });
  await world.pay(checkout.id);
  const known = await world.provider.readCustomer(customer.customerId);
  const [subscription] = known?.subscriptions ?? [];
  if (subscription === undefined) throw new Error('The customer has paid, and the provider states no subscription.');
  return { ...customer, subscription };
}
