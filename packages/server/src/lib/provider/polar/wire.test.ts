import { type ListeningPolarEmulator, listenPolarEmulator } from '@plimsoll/polar-emulator/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Provider } from '../../provider.ts';
import { polar } from './polar.ts';

const PRO = '00000000-0000-4000-8000-000000000001';
const PACK = '00000000-0000-4000-8000-000000000002';
const TOKEN = 'polar_oat_never_shown';
const urls = { successUrl: 'https://app.acme.example/done?c={CHECKOUT_ID}', returnUrl: 'https://app.acme.example/billing' };

let emulator: ListeningPolarEmulator;
let provider: Provider;

beforeAll(async () => {
  const products = [
    { id: PRO, name: 'Pro', priceAmount: 1_900, currency: 'USD', interval: 'month' as const },
    { id: PACK, name: 'Top-up', priceAmount: 500, currency: 'USD', interval: null },
  ];
  emulator = await listenPolarEmulator({ accessToken: TOKEN, seed: { products, meters: [] } });
});
beforeEach(() => {
  emulator.reset();
  provider = provide();
});
afterAll(() => emulator.close());

function provide(accessToken = TOKEN): Provider {
  return polar({
    accessToken,
    webhookSecrets: ['whsec_never_shown'],
    products: { pro: PRO },
    packs: { top_up: PACK },
    baseUrl: emulator.url,
  });
}

const lastCall = () => emulator.requests().at(-1);

async function buyPro(customerId: string) {
  const bound = await provider.bindCustomer({ customerId, email: `${customerId}@acme.example`, name: 'Acme' });
  const checkout = await provider.createCheckout({
    customerId,
    ...bound,
    ...urls,
    item: { kind: 'tier', id: 'pro' },
    attemptId: 'attempt-1',
  });
  return { ...bound, checkout };
}

async function subscribePro(customerId: string) {
  const { checkout } = await buyPro(customerId);
  await emulator.pay(checkout.id);
  const known = await provider.readCustomer(customerId);
  return known?.subscriptions[0]?.id ?? '';
}

describe('what Polar is sent', () => {
  it('for a checkout: one product, our customer, where to return, and the attempt', async () => {
    await buyPro('acme');
    expect(lastCall()).toMatchObject({
      method: 'POST',
      path: '/v1/checkouts/',
      body: {
        products: [PRO],
        external_customer_id: 'acme',
        success_url: urls.successUrl,
        return_url: urls.returnUrl,
        metadata: { plimsoll_attempt: 'attempt-1', plimsoll_tier: 'pro' },
      },
    });
  });

  it.each([
    ['unused', { customer_cancellation_reason: 'unused' }],
    ['It was fun', { customer_cancellation_reason: 'other', customer_cancellation_comment: 'It was fun' }],
    [' ', {}],
    [null, {}],
  ])('for a cancellation because of %j: one of its reasons, or the words', async (reason, sent) => {
    await provider.cancel(await subscribePro('acme'), reason);
    expect(lastCall()).toMatchObject({ method: 'PATCH', body: { cancel_at_period_end: true, ...sent } });
  });

  it('for usage: the event by its id, and the numbers that a meter can sum', async () => {
    const at = Date.UTC(2026, 10, 1, 12);
    const event = { id: 'e-1', customerId: 'acme', meter: 'tokens', units: 12, billableUnits: 2, at };
    await provider.sendUsage([
      { ...event, userId: 'user-1' },
      { ...event, id: 'e-2', userId: null },
    ]);
    const sent = { name: 'tokens', external_customer_id: 'acme', timestamp: new Date(at).toISOString() };
    const metadata = { meter: 'tokens', units: 12, billable_units: 2 };
    expect(lastCall()?.body).toEqual({
      events: [
        { ...sent, external_id: 'e-1', metadata: { ...metadata, user_id: 'user-1' } },
        { ...sent, external_id: 'e-2', metadata },
      ],
    });
  });

  it('for usage whose time lies ahead of this host: the present, because Polar refuses the future', async () => {
    const event = { customerId: 'acme', userId: null, meter: 'tokens', units: 1, billableUnits: 0 };
    await provider.sendUsage([{ ...event, id: 'e-1', at: Date.now() + 3_600_000 }]);
    const [taken] = emulator.events();
    expect(Date.parse(taken?.timestamp ?? '')).toBeLessThanOrEqual(Date.now());
  });

  it('for customer ids with every allowed character: one path segment', async () => {
    const customerId = 'org:ä ö?&#%2F+"@acme.example';
    const { providerCustomerId } = await provider.bindCustomer({ customerId, email: 'owner@acme.example', name: null });
    expect(await provider.readCustomer(customerId)).toEqual({ providerCustomerId, subscriptions: [], orders: [] });
  });
});

describe('a customer of Polar', () => {
  it('that was deleted since it was bound is sold nothing', async () => {
    const { providerCustomerId } = await buyPro('acme');
    await fetch(`${emulator.url}/v1/customers/external/acme`, { method: 'DELETE', headers: { authorization: `Bearer ${TOKEN}` } });
    const again = provider.createCheckout({
      customerId: 'acme',
      providerCustomerId,
      ...urls,
      item: { kind: 'tier', id: 'pro' },
      attemptId: 'a-2',
    });
    await expect(again).rejects.toMatchObject({ code: 'provider_rejected', message: expect.stringContaining('Bind the customer again') });
    expect(await provider.readCustomer('acme')).toBeNull();
  });

  it('that came into being without us keeps its e-mail address to itself', async () => {
    await fetch(`${emulator.url}/v1/customers/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'owner@acme.example' }),
    });
    const error: unknown = await provider
      .bindCustomer({ customerId: 'acme', email: 'Owner@acme.example', name: null })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'email_taken', message: expect.stringContaining('external id') });
    expect(String(error)).not.toContain('owner@');
  });

  it('cannot be made with what is no e-mail address, which is not the same as a taken one', async () => {
    const bind = provider.bindCustomer({ customerId: 'acme', email: 'not an address', name: null });
    await expect(bind).rejects.toMatchObject({ code: 'provider_rejected' });
  });
});

describe('an error', () => {
  it('of a token that Polar does not accept says so, and shows neither token nor secret', async () => {
    const error: unknown = await provide('polar_oat_revoked')
      .probe()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'provider_unavailable', message: expect.stringContaining('access token') });
    const text = JSON.stringify(error, Object.getOwnPropertyNames(error));
    for (const secret of ['polar_oat_revoked', 'whsec_never_shown']) expect(text).not.toContain(secret);
  });

  it('never shows a portal link or what was sent', async () => {
    await buyPro('acme');
    emulator.faults.set({ kind: 'drop-after-apply', path: '/v1/customer-sessions' });
    const error: unknown = await provider.openPortal({ customerId: 'acme', returnUrl: urls.returnUrl }).catch((thrown: unknown) => thrown);
    emulator.faults.clear();
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/polar_cst|portal\?|acme\.example/);
  });
});
