import { expect, test } from 'vitest';
import { FREE, METER, PACK, PRO, PRO_YEAR, TEAM, TRIAL } from '../../../fixtures/shop-seed.ts';
import { shaped, startEmulator } from '../../../fixtures/start-emulator.ts';

type Shop = Awaited<ReturnType<typeof startEmulator>>;

async function buy({ emulator, polar }: Shop, product: string, extra: { subscription_id?: string } = {}) {
  const checkout = shaped(
    'Checkout',
    await polar.checkouts.create({
      products: [product],
      external_customer_id: 'acme',
      customer_email: 'owner@acme.example',
      success_url: 'https://app.example/done?checkout={CHECKOUT_ID}',
      ...extra,
    }),
  );
  const outcome = await emulator.pay(checkout.id);
  const { items } = await polar.subscriptions.list({ external_customer_id: ['acme'], active: true });
  return { checkout, outcome, subscription: items[0] };
}

test('a paid checkout gives the customer, the subscription, the order and the credits', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  const { checkout, outcome, subscription } = await buy(shop, PRO);
  expect(outcome.redirectUrl).toMatch(new RegExp(`^https://app.example/done\\?checkout=${checkout.id}&customer_session_token=polar_cst_`));
  expect(shaped('Checkout', await polar.checkouts.get(checkout.id))).toMatchObject({ status: 'succeeded', total_amount: 1000 });
  shaped('Subscription', subscription);
  expect(subscription).toMatchObject({ status: 'active', product_id: PRO, amount: 1000, checkout_id: checkout.id });
  const orders = shaped('ListResourceOrder', await polar.orders.list({ checkout_id: [checkout.id] }));
  expect(orders.items).toMatchObject([{ status: 'paid', total_amount: 1000, billing_reason: 'subscription_create' }]);
  const state = shaped('CustomerState', await polar.customers.getStateExternal('acme'));
  expect(state.active_subscriptions).toMatchObject([
    { status: 'active', product_id: PRO, meters: [{ meter_id: METER, credited_units: 100 }] },
  ]);
  expect(state.granted_benefits).toMatchObject([{ benefit_type: 'meter_credit' }]);
  const grants = shaped('ListResourceBenefitGrant', await polar.benefitGrants.list({ external_customer_id: ['acme'], is_granted: true }));
  expect(grants.items).toHaveLength(1);
  shaped('ListResourceCheckout', await polar.checkouts.list({ external_customer_id: ['acme'] }));
});

test('a second checkout is created, and refused only when it is paid', async () => {
  await using shop = await startEmulator();
  await buy(shop, PRO);
  const second = await shop.polar.checkouts.create({ products: [TEAM], external_customer_id: 'acme' });
  await expect(shop.emulator.pay(second.id)).rejects.toMatchObject({ status: 403, message: 'You already have an active subscription.' });
});

test('a free subscription is made without a checkout, only for free products and known customers', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  await expect(polar.subscriptions.create({ product_id: FREE, external_customer_id: 'acme' })).rejects.toMatchObject({ statusCode: 422 });
  await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
  await expect(polar.subscriptions.create({ product_id: PRO, external_customer_id: 'acme' })).rejects.toMatchObject({
    statusCode: 422,
    error: { detail: [{ loc: ['body', 'product_id'] }] },
  });
  shaped('Subscription', await polar.subscriptions.create({ product_id: FREE, external_customer_id: 'acme' }));
});

test('a free subscription is upgraded by a checkout and keeps its id', async () => {
  await using shop = await startEmulator();
  await shop.polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
  const free = await shop.polar.subscriptions.create({ product_id: FREE, external_customer_id: 'acme' });
  const { subscription } = await buy(shop, PRO, { subscription_id: free.id });
  expect(subscription).toMatchObject({ id: free.id, product_id: PRO, amount: 1000 });
  const paid = shop.polar.checkouts.create({ products: [TEAM], subscription_id: free.id });
  await expect(paid).rejects.toMatchObject({ statusCode: 422, error: { detail: [{ loc: ['body', 'subscription_id'] }] } });
});

test('cancel, resume and revoke keep to the order that Polar allows', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  const id = (await buy(shop, PRO)).subscription?.id ?? '';
  await expect(polar.subscriptions.update(id, { cancel_at_period_end: false })).rejects.toMatchObject({
    statusCode: 409,
    error: { error: 'SubscriptionNotScheduledToCancel' },
  });
  const leaving = await polar.subscriptions.update(id, { cancel_at_period_end: true, customer_cancellation_reason: 'too_expensive' });
  expect(shaped('Subscription', leaving)).toMatchObject({
    status: 'active',
    cancel_at_period_end: true,
    ends_at: leaving.current_period_end,
  });
  await expect(polar.subscriptions.update(id, { cancel_at_period_end: true })).rejects.toMatchObject({
    statusCode: 403,
    error: { error: 'AlreadyCanceledSubscription' },
  });
  await expect(polar.subscriptions.update(id, { product_id: TEAM })).rejects.toMatchObject({ statusCode: 403 });
  const back = shaped('Subscription', await polar.subscriptions.update(id, { cancel_at_period_end: false }));
  expect(back).toMatchObject({ cancel_at_period_end: false, canceled_at: null, ends_at: null });
  const ended = shaped('Subscription', await polar.subscriptions.revoke(id));
  expect(ended).toMatchObject({ status: 'canceled', cancel_at_period_end: false });
  await expect(polar.subscriptions.revoke(id)).rejects.toMatchObject({ statusCode: 403, error: { error: 'AlreadyCanceledSubscription' } });
  const state = await polar.customers.getStateExternal('acme');
  expect([state.active_subscriptions, state.granted_benefits]).toEqual([[], []]);
});

test('a plan change is invoiced now, put on the next invoice, or waits for the period to end', async () => {
  await using shop = await startEmulator();
  const { emulator, polar } = shop;
  const id = (await buy(shop, PRO)).subscription?.id ?? '';
  const waiting = shaped('Subscription', await polar.subscriptions.update(id, { product_id: TEAM, proration_behavior: 'next_period' }));
  expect(waiting).toMatchObject({ product_id: PRO, pending_update: { product_id: TEAM, applies_at: waiting.current_period_end } });
  expect((await polar.subscriptions.update(id, { pending_update: null })).pending_update).toBeNull();

  const invoiced = await polar.subscriptions.update(id, { product_id: TEAM, proration_behavior: 'invoice' });
  expect(invoiced).toMatchObject({ product_id: TEAM, amount: 3000 });
  expect(emulator.usage('acme', METER).credited).toBe(1000);
  const { items } = await polar.orders.list({ external_customer_id: ['acme'], limit: 1 });
  expect(items).toMatchObject([{ billing_reason: 'subscription_update', items: [{ proration: true }, { proration: true }] }]);
  // The period has only just begun: practically the whole difference is due.
  expect(Math.abs((items[0]?.total_amount ?? 0) - 2000)).toBeLessThanOrEqual(1);

  const yearly = await polar.subscriptions.update(id, { product_id: PRO_YEAR, proration_behavior: 'prorate' });
  expect(yearly).toMatchObject({ recurring_interval: 'year', amount: 10_000 });
  expect(Date.parse(yearly.current_period_end) - Date.parse(yearly.current_period_start)).toBeGreaterThan(360 * 86_400_000);
});

test('a refused card leaves the plan as it was, with 402', async () => {
  await using shop = await startEmulator();
  const { emulator, polar } = shop;
  const id = (await buy(shop, PRO)).subscription?.id ?? '';
  emulator.failNextPayment('acme');
  await expect(polar.subscriptions.update(id, { product_id: TEAM, proration_behavior: 'invoice' })).rejects.toMatchObject({
    statusCode: 402,
    error: { error: 'PaymentFailed' },
  });
  expect((await polar.subscriptions.get(id)).product_id).toBe(PRO);
  expect((await polar.subscriptions.update(id, { product_id: TEAM, proration_behavior: 'invoice' })).product_id).toBe(TEAM);
});

test('a trial charges nothing today and says until when it runs', async () => {
  await using shop = await startEmulator();
  const { subscription, checkout } = await buy(shop, TRIAL);
  expect(subscription).toMatchObject({ status: 'trialing', trial_end: subscription?.current_period_end });
  expect(checkout).toMatchObject({ is_payment_required: false, active_trial_interval: 'day', active_trial_interval_count: 14 });
  const { items } = await shop.polar.orders.list({});
  expect(items).toMatchObject([{ total_amount: 0, status: 'paid' }]);
});

test('a pack is bought beside a subscription, and its credits are the customer’s', async () => {
  await using shop = await startEmulator();
  await buy(shop, PRO);
  await buy(shop, PACK);
  expect(shop.emulator.usage('acme', METER).credited).toBe(150);
  const { items } = await shop.polar.orders.list({ product_billing_type: ['one_time'] });
  expect(items).toMatchObject([{ billing_reason: 'purchase', subscription: null, total_amount: 700 }]);
});

test('an invoice is there once it was asked for', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  await buy(shop, PRO);
  const [order] = (await polar.orders.list({})).items;
  const id = order?.id ?? '';
  await expect(polar.orders.invoice(id)).rejects.toMatchObject({ statusCode: 404 });
  await polar.orders.generateInvoice(id);
  const { url } = await polar.orders.invoice(id);
  expect(await (await fetch(url)).text()).toContain(order?.invoice_number);
  shaped('Order', await polar.orders.update(id, { billing_name: 'Acme Inc.', billing_address: { country: 'DE' } }));
});

test('a refund is partial, then full, then refused', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  await buy(shop, PRO);
  const [order] = (await polar.orders.list({})).items;
  const refund = (amount: number) => polar.refunds.create({ order_id: order?.id ?? '', reason: 'customer_request', amount });
  shaped('Refund', await refund(400));
  expect(shaped('Order', await polar.orders.get(order?.id ?? ''))).toMatchObject({ status: 'partially_refunded', refundable_amount: 600 });
  await expect(refund(601)).rejects.toMatchObject({ statusCode: 422, error: { detail: [{ loc: ['body', 'amount'] }] } });
  await refund(600);
  expect(await polar.orders.get(order?.id ?? '')).toMatchObject({ status: 'refunded', paid: true, refunded_amount: 1000 });
  await expect(refund(1)).rejects.toMatchObject({ statusCode: 403, error: { error: 'RefundedAlready' } });
  shaped('ListResourceRefund', await polar.refunds.list({}));
});
