import { expect, it } from 'vitest';
import type { ProviderWorld } from './provider-world.ts';
import { bindNew, openCheckout, subscribe } from './subscriber.ts';

/** Ids that must not reach an address. */
const JUNK_IDS = ['', '.', '..', 'a/b', '../customers', 'x'.repeat(500)];

/** Binding, buying, and what the provider states afterwards. */
export function checkoutLaws(world: () => ProviderWorld): void {
  it('binds a customer once, however often and however concurrently it is asked', async () => {
    const { provider, uniqueId } = world();
    const person = { customerId: uniqueId(), email: `${uniqueId()}@acme.example`, name: null };
    const bound = await Promise.all([provider.bindCustomer(person), provider.bindCustomer(person), provider.bindCustomer(person)]);
    const again = await provider.bindCustomer(person);
    expect(new Set([...bound, again].map(({ providerCustomerId }) => providerCustomerId)).size).toBe(1);
  });

  it('never adopts a customer for its e-mail address: the second one is refused and nothing is bound', async () => {
    const { provider, uniqueId } = world();
    const email = `${uniqueId()}@acme.example`;
    const [first, second] = [uniqueId(), uniqueId()];
    const bound = await provider.bindCustomer({ customerId: first, email, name: null });
    await expect(provider.bindCustomer({ customerId: second, email, name: null })).rejects.toMatchObject({ code: 'email_taken' });
    expect(await provider.readCustomer(second)).toBeNull();
    expect(await provider.readCustomer(first)).toEqual({ ...bound, subscriptions: [], orders: [] });
  });

  it('states null for a customer that it does not know', async () => {
    expect(await world().provider.readCustomer(world().uniqueId())).toBeNull();
  });

  it('takes a checkout from open to succeeded, and then states the subscription', async () => {
    const { provider, tiers, pay } = world();
    const customer = await bindNew(world());
    const checkout = await openCheckout(world(), customer, { kind: 'tier', id: tiers[0] });
    expect(checkout).toMatchObject({ status: 'open', customerId: customer.customerId });
    expect(URL.canParse(checkout.url)).toBe(true);
    expect(await provider.readCheckout(checkout.id)).toEqual(checkout);
    expect((await provider.readCustomer(customer.customerId))?.subscriptions).toEqual([]);

    await pay(checkout.id);
    expect(await provider.readCheckout(checkout.id)).toMatchObject({ status: 'succeeded', customerId: customer.customerId });
    const known = await provider.readCustomer(customer.customerId);
    expect(known?.subscriptions).toHaveLength(1);
    expect(known?.subscriptions[0]).toMatchObject({
      ...customer,
      tier: tiers[0],
      status: 'active',
      cancelAt: null,
      endedAt: null,
      scheduledTier: null,
    });
  });

  it('states times as ISO 8601 in UTC, and a period that has an end', async () => {
    const { subscription } = await subscribe(world(), world().tiers[0]);
    const { periodStart, periodEnd, modifiedAt } = subscription;
    for (const instant of [periodStart, periodEnd, modifiedAt]) expect(instant).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/);
    expect(Date.parse(periodEnd ?? '')).toBeGreaterThan(Date.parse(periodStart ?? ''));
  });

  it('states the same of a subscription alone as of its customer', async () => {
    const { subscription } = await subscribe(world(), world().tiers[1]);
    expect(await world().provider.readSubscription(subscription.id)).toEqual(subscription);
  });

  it('gives nothing for a card that was declined', async () => {
    const { provider, tiers, decline } = world();
    const customer = await bindNew(world());
    const checkout = await openCheckout(world(), customer, { kind: 'tier', id: tiers[0] });
    await decline(checkout.id);
    expect((await provider.readCheckout(checkout.id))?.status).not.toBe('succeeded');
    expect((await provider.readCustomer(customer.customerId))?.subscriptions).toEqual([]);
  });

  it('sells a pack without a subscription', async () => {
    const { provider, pack, pay } = world();
    const customer = await bindNew(world());
    const checkout = await openCheckout(world(), customer, { kind: 'pack', id: pack });
    await pay(checkout.id);
    expect(await provider.readCheckout(checkout.id)).toMatchObject({ status: 'succeeded' });
    expect((await provider.readCustomer(customer.customerId))?.subscriptions).toEqual([]);
  });

  it('says what it sells, and refuses to sell anything else', async () => {
    const { provider, tiers, pack } = world();
    expect(tiers.map((id) => provider.sells({ kind: 'tier', id }))).toEqual([true, true]);
    expect(provider.sells({ kind: 'pack', id: pack })).toBe(true);
    for (const id of [pack, 'constructor', '']) expect(provider.sells({ kind: 'tier', id })).toBe(false);
    const customer = await bindNew(world());
    await expect(openCheckout(world(), customer, { kind: 'tier', id: 'constructor' })).rejects.toMatchObject({ code: 'provider_rejected' });
  });

  it('states a product that no tier is mapped to without a tier', async () => {
    const { provider, sellUnmapped } = world();
    const { customerId } = await bindNew(world());
    await sellUnmapped(customerId);
    const known = await provider.readCustomer(customerId);
    expect(known?.subscriptions.map(({ tier, status }) => ({ tier, status }))).toEqual([{ tier: null, status: 'active' }]);
  });

  it('states null for a checkout or subscription that is not there, whatever the id', async () => {
    const { provider, uniqueId } = world();
    for (const id of [...JUNK_IDS, uniqueId(), 'no-such-id']) {
      expect(await provider.readCheckout(id)).toBeNull();
      expect(await provider.readSubscription(id)).toBeNull();
    }
  });

  it('asks nothing about a customer id that would change the address', async () => {
    for (const id of JUNK_IDS) await expect(world().provider.readCustomer(id)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('opens a portal for a customer that it knows, and for nobody else', async () => {
    const { provider, uniqueId } = world();
    const { customerId } = await bindNew(world());
    const returnUrl = 'https://app.acme.example/billing';
    const [first, second] = [await provider.openPortal({ customerId, returnUrl }), await provider.openPortal({ customerId, returnUrl })];
    expect(URL.canParse(first.url)).toBe(true);
    expect(second.url).not.toBe(first.url);
    await expect(provider.openPortal({ customerId: uniqueId(), returnUrl })).rejects.toMatchObject({ code: 'not_found' });
  });
}
