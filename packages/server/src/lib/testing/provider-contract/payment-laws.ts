import { expect, it } from 'vitest';
import type { ProviderOrder } from '../../provider.ts';
import { compareInstants } from '../../subscription/instant.ts';
import { deliver, type ProviderWorld } from './provider-world.ts';
import { bindNew, openCheckout, subscribe } from './subscriber.ts';

/** Orders, what of them was given back, and invoices. */
export function paymentLaws(world: () => ProviderWorld): void {
  async function buyPack(): Promise<{ customerId: string; order: ProviderOrder }> {
    const customer = await bindNew(world());
    const checkout = await openCheckout(world(), customer, { kind: 'pack', id: world().pack });
    await world().pay(checkout.id);
    return { customerId: customer.customerId, order: await readOnly(customer.customerId) };
  }

  async function readOnly(customerId: string): Promise<ProviderOrder> {
    const [order, ...others] = await world().provider.readOrders(customerId);
    expect(others).toEqual([]);
    if (order === undefined) throw new Error('The customer has paid, and the provider states no order.');
    return order;
  }

  it('states a bought pack, and reads it with its customer', async () => {
    const { customerId, order } = await buyPack();
    expect(order).toMatchObject({
      kind: 'pack',
      item: world().pack,
      status: 'paid',
      refundedAmount: 0,
      currency: expect.stringMatching(/^[A-Z]{3}$/),
    });
    expect(order.amount).toBeGreaterThan(0);
    expect((await world().provider.readCustomer(customerId))?.orders).toEqual([order]);
  });

  it('states what a tier cost as a payment of that tier', async (context) => {
    if (world().provider.capabilities.payments !== true) return context.skip('it does not tell of payments');
    const { customerId } = await subscribe(world(), world().tiers[0]);
    expect(await readOnly(customerId)).toMatchObject({ kind: 'subscription', item: world().tiers[0], status: 'paid' });
  });

  it('states what was given back, part by part, each time in a newer version', async () => {
    const { customerId, order } = await buyPack();
    await world().refund(order.id, 1);
    const part = await readOnly(customerId);
    expect(part).toMatchObject({ id: order.id, status: 'partly_refunded', refundedAmount: 1, amount: order.amount });
    await world().refund(order.id, order.amount - 1);
    const whole = await readOnly(customerId);
    expect(whole).toMatchObject({ id: order.id, status: 'refunded', refundedAmount: order.amount });
    expect(compareInstants(part.modifiedAt, order.modifiedAt)).toBeGreaterThan(0);
    expect(compareInstants(whole.modifiedAt, part.modifiedAt)).toBeGreaterThan(0);
  });

  it('tells of an order by webhook as it would state it when asked', async () => {
    await world().takeWebhooks();
    const { customerId, order } = await buyPack();
    await world().refund(order.id, 2);
    const events = await Promise.all(
      (await world().takeWebhooks()).map((webhook) => world().provider.parseWebhook(deliver(webhook, world().now()))),
    );
    const told = events.flatMap(({ effect }) => (effect.kind === 'order' ? [effect.order] : []));
    const newest = told.toSorted((a, b) => compareInstants(a.modifiedAt, b.modifiedAt)).at(-1);
    expect(newest).toEqual(await readOnly(customerId));
  });

  it('states no order of somebody whom it does not know, and none of another customer', async () => {
    await buyPack();
    expect(await world().provider.readOrders(world().uniqueId())).toEqual([]);
    const { customerId } = await bindNew(world());
    expect(await world().provider.readOrders(customerId)).toEqual([]);
  });

  it('gives the invoice of an order to its own customer alone', async (context) => {
    const { provider, uniqueId } = world();
    if (provider.capabilities.invoices !== true) return context.skip('it gives no invoices');
    const { customerId, order } = await buyPack();
    const { url } = await provider.openInvoice({ customerId, paymentId: order.id });
    expect(URL.canParse(url)).toBe(true);
    const stranger = await bindNew(world());
    for (const request of [
      { customerId: stranger.customerId, paymentId: order.id },
      { customerId, paymentId: uniqueId() },
    ]) {
      await expect(provider.openInvoice(request)).rejects.toMatchObject({ code: 'not_found' });
    }
  });
}
