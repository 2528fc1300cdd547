/// <reference path="./express4.d.ts" />
import { createHmac } from 'node:crypto';
import express4 from 'express4';
import { describe, expect, it } from 'vitest';
import { eventually, openWorld, type World } from './local-world.ts';

interface Delivery {
  readonly headers: Record<string, string>;
  readonly body: string;
}

describe.each(['standard', 'utf8'] as const)('webhooks signed with the %s key', (signing) => {
  it('change the state when they are valid', async () => {
    await using world = await openWorld({ signing });
    const { checkoutId } = await world.checkout('pro');
    await world.emulator().pay(checkoutId);
    await eventually(async () => expect(await world.state()).toMatchObject({ tier: 'pro', subscription: { status: 'active' } }));
  });
});

describe('a webhook that cannot be trusted', () => {
  it.each([
    [
      'with a wrong signature',
      ({ headers, body }: Delivery): Delivery => ({ headers: { ...headers, 'webhook-signature': 'v1,aGVsbG8=' }, body }),
    ],
    [
      'with a body that was serialised again',
      ({ headers, body }: Delivery): Delivery => ({ headers, body: JSON.stringify(JSON.parse(body), null, 1) }),
    ],
    ['without signature headers', ({ body }: Delivery): Delivery => ({ headers: { 'content-type': 'application/json' }, body })],
    ['that is six minutes old', ({ body }: Delivery): Delivery => sign(body, Date.now() - 360_000)],
    ['from the future', ({ body }: Delivery): Delivery => sign(body, Date.now() + 360_000)],
  ])('%s is rejected, reported and changes nothing', async (_name, forge) => {
    await using world = await openWorld({ webhooks: false });
    await world.state();
    const before = await world.state();
    const response = await send(world, forge(sign(subscriptionBody())));
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'invalid_signature' });
    expect(world.alerts).toContainEqual(expect.objectContaining({ code: 'webhook_signature_rejected', priority: 'immediate' }));
    expect(await world.state()).toEqual(before);
  });
});

it('ten duplicates and the reverse order end in the same state', async () => {
  await using world = await openWorld({ webhooks: false });
  await world.state();
  const steps = [
    subscriptionBody({ status: 'active', modified_at: '2026-11-20T10:00:00.000001Z' }),
    subscriptionBody({ status: 'active', modified_at: '2026-11-20T10:00:00.000002Z', cancel_at_period_end: true, ends_at: periodEnd }),
    subscriptionBody({ status: 'past_due', modified_at: '2026-11-20T10:00:00.000003Z' }),
  ];
  const deliveries = steps.map((body) => sign(body));
  for (const delivery of [...deliveries].reverse()) {
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(world, delivery)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 202));
  }
  await eventually(async () => expect((await world.state()).subscription.status).toBe('past_due'));
});

it('accepts a type that nobody knows', async () => {
  await using world = await openWorld({ webhooks: false });
  const response = await send(world, sign(JSON.stringify({ type: 'comet.landed', timestamp: '2026-11-20T10:00:00Z', data: {} })));
  expect(response.status).toBe(202);
});

it('accepts a signed body that makes no sense, so that the provider does not give up on the endpoint', async () => {
  await using world = await openWorld({ webhooks: false });
  for (const body of ['not json', '[]', '{"type":"subscription.updated","data":null}', '{"type":"order.paid"}']) {
    expect((await send(world, sign(body))).status).toBe(202);
  }
});

it('says what is wrong when the raw bytes are gone', async () => {
  await using world = await openWorld({ webhooks: false, parseFirst: true });
  const response = await send(world, sign(subscriptionBody()));
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ code: 'raw_body_required', detail: expect.stringContaining('before express.json()') });
  expect((await world.call('/checkout', { body: { tier: 'nope', successUrl: '/', returnUrl: '/' } })).body).toMatchObject({
    code: 'invalid_request',
  });
});

it('works when it is mounted in Express 4', async () => {
  await using world = await openWorld({ express: express4 });
  const { checkoutId } = await world.checkout('pro');
  await world.emulator().pay(checkoutId);
  await eventually(async () => expect((await world.state()).tier).toBe('pro'));
});

const periodEnd = '2099-12-01T00:00:00Z';
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

function sign(body: string, now = Date.now()): Delivery {
  const id = `msg_${createHmac('sha256', 'id').update(body).digest('hex').slice(0, 12)}`;
  const timestamp = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
  };
}

function send({ webhookUrl }: World, { headers, body }: Delivery): Promise<Response> {
  return fetch(webhookUrl, { method: 'POST', headers, body });
}

function subscriptionBody(changes: Record<string, unknown> = {}): string {
  const customer = { id: '00000000-0000-4000-8000-000000000001', external_id: 'acme', email: 'billing@acme.example' };
  const data = {
    ...{
      id: '00000000-0000-4000-8000-000000000002',
      created_at: '2026-11-20T09:00:00Z',
      modified_at: '2026-11-20T10:00:00Z',
      status: 'active',
    },
    ...{
      recurring_interval: 'month',
      current_period_start: '2026-11-20T09:00:00Z',
      current_period_end: periodEnd,
      trial_start: null,
      trial_end: null,
    },
    ...{
      cancel_at_period_end: false,
      canceled_at: null,
      started_at: '2026-11-20T09:00:00Z',
      ends_at: null,
      ended_at: null,
      pending_update: null,
    },
    ...{ customer_id: customer.id, customer, product_id: '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1001', metadata: {} },
    ...changes,
  };
  return JSON.stringify({ type: 'subscription.updated', timestamp: '2026-11-20T10:00:01Z', api_version: '2026-10', data });
}
