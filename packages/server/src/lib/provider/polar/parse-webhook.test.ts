import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseWebhook } from './parse-webhook.ts';
import { createProductMap } from './product-map.ts';
import { createKeyRing } from './webhook-keys.ts';

const SECRET = 'a secret of the endpoint';
const NOW = Date.UTC(2026, 10, 20, 10);
const products = createProductMap({ products: { pro: 'product-pro' }, packs: {}, meters: {} });
const context = { provider: 'polar', keys: createKeyRing(() => [SECRET]), products };

function parse(message: unknown) {
  const body = new TextEncoder().encode(JSON.stringify(message));
  const timestamp = String(NOW / 1000);
  const headers: Record<string, string> = {
    'webhook-id': 'event-1',
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${createHmac('sha256', SECRET).update(`event-1.${timestamp}.`).update(body).digest('base64')}`,
  };
  return parseWebhook({ header: (name) => headers[name], body, now: NOW }, context);
}

const tell = (type: string, data: unknown) => parse({ type, timestamp: '2026-11-20T09:59:59.123456Z', data });

const customer = { id: 'c-1', external_id: 'acme' };
const listed = {
  id: 's-1',
  status: 'active',
  product_id: 'product-pro',
  created_at: '2026-11-01T00:00:00Z',
  modified_at: null,
  current_period_start: '2026-11-01T00:00:00Z',
  current_period_end: '2026-12-01T00:00:00Z',
  trial_end: null,
  cancel_at_period_end: false,
  ends_at: null,
};
const subscription = { ...listed, ended_at: null, pending_update: null, customer_id: 'c-1', customer };

describe('a signed webhook of Polar', () => {
  it('about a subscription states it', async () => {
    expect(await tell('subscription.updated', subscription)).toMatchObject({
      provider: 'polar',
      id: 'event-1',
      type: 'subscription.updated',
      occurredAt: '2026-11-20T09:59:59.123Z',
      customerId: 'acme',
      providerCustomerId: 'c-1',
      effect: { kind: 'subscription', subscription: { id: 's-1', tier: 'pro', status: 'active', scheduledTier: null } },
    });
  });

  it('about the state of a customer states what is listed, and nothing about what is scheduled', async () => {
    const event = await tell('customer.state_changed', { ...customer, active_subscriptions: [listed] });
    expect(event).toMatchObject({ customerId: 'acme', providerCustomerId: 'c-1' });
    expect(event.effect).toMatchObject({
      kind: 'customer',
      subscriptions: [
        { id: 's-1', customerId: 'acme', providerCustomerId: 'c-1', modifiedAt: '2026-11-01T00:00:00.000000Z', scheduledTier: undefined },
      ],
    });
    expect((await tell('customer.state_changed', { ...customer, active_subscriptions: [] })).effect).toEqual({
      kind: 'customer',
      subscriptions: [],
    });
  });

  it.each([
    ['order.paid', { customer_id: 'c-1', customer }],
    ['order.refunded', { customer_id: 'c-1', customer }],
    ['benefit_grant.created', { customer_id: 'c-1', customer }],
    ['customer.created', customer],
    ['customer.updated', customer],
    ['customer.deleted', customer],
    ['checkout.updated', { status: 'succeeded', customer_id: 'c-1', external_customer_id: 'acme' }],
    ['subscription.updated', { ...subscription, status: 'hibernating' }],
    ['customer.state_changed', { ...customer, active_subscriptions: [{}] }],
  ])('of type %s has its customer read again', async (type, data) => {
    expect(await tell(type, data)).toMatchObject({ customerId: 'acme', providerCustomerId: 'c-1', effect: { kind: 'reread' } });
  });

  it('that knows only the id of Polar has that customer read again', async () => {
    expect(await tell('refund.created', { customer_id: 'c-1' })).toMatchObject({
      customerId: null,
      providerCustomerId: 'c-1',
      effect: { kind: 'reread' },
    });
  });

  it.each([
    ['product.updated', { id: 'product-pro' }],
    ['member.created', { id: 'm-1', customer_id: 'c-1' }],
    ['checkout.updated', { status: 'confirmed', customer_id: 'c-1', external_customer_id: 'acme' }],
    ['checkout.created', { status: 'open', customer_id: null }],
    ['order.paid', {}],
    ['order.paid', null],
    ['subscription.active', 'text'],
    ['customer.state_changed', []],
    ['constructor', {}],
  ])('of type %s with %j means nothing', async (type, data) => {
    expect(await tell(type, data)).toMatchObject({ type, effect: { kind: 'none' } });
  });

  it('without a time of its own happened when it was sent', async () => {
    expect(await parse({ type: 'order.paid', timestamp: 'soon', data: null })).toMatchObject({ occurredAt: new Date(NOW).toISOString() });
  });
});
