import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCatalog } from '@plimsoll/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { billingFetch } from '../../fetch.ts';
import { polar } from '../../polar.ts';
import { sqliteStore } from '../../sqlite.ts';
import { createBilling } from '../create-billing.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { Store } from '../store.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const PRODUCT = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1001';
const HOUR_MS = 3_600_000;
const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 10 } }, pro: { name: 'Pro', prices: [], allowances: { tokens: 100 } } },
  fallbackTier: 'free',
});

// Each can be told from anything else that may stand in a store.
const CANARIES = {
  person: 'Canary Birdsong',
  email: 'canary-mailbox@acme.example',
  street: '4711 Canary Wharf Lane',
  taxId: 'DE999canary999',
  card: '4242canary4242',
  token: 'polar_cst_canarytoken',
  url: 'https://polar.example/canary-portal',
  note: 'canary custom field',
};
const customer = {
  ...{ id: '00000000-0000-4000-8000-000000000001', external_id: 'acme', email: CANARIES.email, name: CANARIES.person },
  ...{ billing_address: { line1: CANARIES.street, country: 'DE' }, tax_id: [CANARIES.taxId, 'eu_vat'], metadata: { note: CANARIES.note } },
  default_payment_method: { card: { last4: CANARIES.card } },
};
const subscription = {
  ...{ id: '00000000-0000-4000-8000-000000000002', status: 'active', product_id: PRODUCT, customer_id: customer.id, customer },
  ...{ created_at: '2026-11-20T09:00:00Z', modified_at: '2026-11-20T10:00:00Z', trial_end: null, cancel_at_period_end: false },
  ...{ current_period_start: '2026-11-20T09:00:00Z', current_period_end: '2099-12-01T00:00:00Z', ends_at: null, ended_at: null },
  ...{ pending_update: null, metadata: { note: CANARIES.note }, custom_field_data: { note: CANARIES.note } },
  customer_cancellation_comment: CANARIES.note,
};
const sale = { customer_id: customer.id, customer, billing_name: CANARIES.person, billing_address: customer.billing_address };
const order = {
  ...{ ...sale, id: '00000000-0000-4000-8000-000000000005', status: 'paid', created_at: '2026-11-20T09:00:00Z', modified_at: null },
  ...{ total_amount: 4900, refunded_amount: 0, refunded_tax_amount: 0, currency: 'usd', description: 'Pro', product_id: PRODUCT },
  ...{
    subscription_id: subscription.id,
    invoice_number: CANARIES.note,
    metadata: { note: CANARIES.note },
    items: [{ label: CANARIES.note }],
  },
};
const checkout = { ...sale, status: 'succeeded', customer_email: CANARIES.email, client_secret: CANARIES.token, url: CANARIES.url };
const messages: readonly (readonly [type: string, data: unknown])[] = [
  ['subscription.updated', subscription],
  ['subscription.updated', { ...subscription, status: CANARIES.note }],
  ['subscription.updated', { ...subscription, modified_at: CANARIES.note }],
  ['customer.state_changed', { ...customer, active_subscriptions: [{ ...subscription, id: '00000000-0000-4000-8000-000000000003' }] }],
  ['customer.updated', customer],
  ['order.paid', { ...sale, invoice_number: CANARIES.note }],
  ['order.paid', order],
  ['order.refunded', { ...order, status: 'refunded', refunded_amount: 4900 }],
  ['checkout.updated', { ...checkout, external_customer_id: 'acme' }],
  ['benefit_grant.created', { ...sale, properties: { license_key: CANARIES.token } }],
  ['customer_session.created', { ...sale, token: CANARIES.token, customer_portal_url: CANARIES.url }],
  ['comet.landed', customer],
];

let server: Server;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  server = await openChattyProvider();
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

/** A provider that never answers properly, and says more than it should each time. */
async function openChattyProvider(): Promise<Server> {
  const secrets = JSON.stringify({ ...customer, ...checkout });
  const answers: readonly (readonly [status: number, body: string])[] = [
    [500, `<html>${secrets}</html>`],
    [200, secrets],
    [200, secrets.slice(0, -20)],
    [503, secrets],
    [418, secrets],
  ];
  let asked = 0;
  const chatty = createServer((_, response) => {
    const [status, body] = answers[asked % answers.length] ?? [500, ''];
    asked += 1;
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  chatty.listen(0, '127.0.0.1');
  await once(chatty, 'listening');
  return chatty;
}

/** A store that writes down all that it is ever given. */
function overhear(store: Store): { store: Store; heard: () => string } {
  const words: string[] = [];
  const listen = <T extends object>(noun: T): T =>
    new Proxy(noun, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return typeof value === 'object' && value !== null ? listen(value) : value;
        return (...args: unknown[]) => {
          words.push(JSON.stringify(args));
          return Reflect.apply(value, target, args);
        };
      },
    });
  return { store: listen(store), heard: () => words.join('\n') };
}

function sign(type: string, data: unknown, at: number): Request {
  const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
  const [id, timestamp] = [`msg_${crypto.randomUUID()}`, String(Math.floor(at / 1000))];
  const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
  return new Request('https://app.example/api/billing/webhooks/polar', { method: 'POST', headers, body });
}

/** Delivers every message, lets each be tried until it is given up, and gives all that anyone got to see or keep. */
async function run(inner: (now: () => number) => Store) {
  const { port } = server.address() as AddressInfo;
  let clock = Date.now();
  const { store, heard } = overhear(inner(() => clock));
  const said: unknown[] = [];
  const say = (...words: unknown[]) => void said.push(words);
  const products = { pro: PRODUCT };
  const billing = createBilling({
    ...{ catalog, store, allowedOrigins: ['https://app.example'], onAlert: say, logger: { info: say, warn: say, error: say } },
    provider: polar({ accessToken: 'polar_oat_local', webhookSecrets: [SECRET], products, baseUrl: `http://127.0.0.1:${port}` }),
  });
  await store.open();
  const answer = billingFetch(billing, { identify: () => null });
  for (const [type, data] of messages) expect((await answer(sign(type, data, Date.now()))).status).toBe(202);
  for (let round = 0; round < 15; round += 1) {
    clock += HOUR_MS;
    await billing.tick();
  }
  const tier = (await store.snapshots.read('acme'))?.rows.map(({ status }) => status);
  const payments = await store.payments.list({ customerId: 'acme', before: null, limit: 10 });
  const { waiting, stuck } = await store.inbox.summary();
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  await billing.stop();
  return { rows: tier, payments, open: waiting + stuck, seen: [heard(), ...files, JSON.stringify(said)].join('\n') };
}

describe.each<[name: string, open: (now: () => number) => Store]>([
  ['memory', (now) => memoryStore({ now })],
  ['SQLite', (now) => sqliteStore({ file: join(folder, 'billing.db'), now })],
])('a run over %s', (_name, open) => {
  it('leaves no address, tax id, card, token or link of a webhook or an answer in the store, the log or an alert', async () => {
    const { rows, payments, open: left, seen } = await run(open);
    // It worked on them: what a subscription says was taken, and what needs the provider was tried.
    expect([rows, left > 0]).toEqual([['active', 'active'], true]);
    expect(payments).toMatchObject([{ id: order.id, amount: 4900, refundedAmount: 4900, status: 'refunded' }]);
    expect(seen).toContain('order.paid');
    for (const canary of Object.values(CANARIES)) expect(seen.includes(canary), canary).toBe(false);
    expect(seen).not.toMatch(/canary/i);
  });
});
