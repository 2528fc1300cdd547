import { createHmac, randomUUID } from 'node:crypto';
import type { PolarSeed, WebhookRequest } from '@plimsoll/polar-emulator';
import { listenPolarEmulator } from '@plimsoll/polar-emulator/node';
import { describeProvider } from '../../testing/provider-contract/describe-provider.ts';
import type { ProviderWorld, RecordedWebhook, WorldFault } from '../../testing/provider-contract/provider-world.ts';
import { polar } from './polar.ts';

const PRODUCTS = {
  starter: '00000000-0000-4000-8000-000000000001',
  business: '00000000-0000-4000-8000-000000000002',
  pack: '00000000-0000-4000-8000-000000000003',
  unmapped: '00000000-0000-4000-8000-000000000004',
};
const METERS = { units: '00000000-0000-4000-8000-00000000000a', billable: '00000000-0000-4000-8000-00000000000b' };
const SECRETS = { standard: `whsec_${Buffer.from('a key of the new kind').toString('base64')}`, utf8: 'whsec_of_an_older_endpoint' };
const KEYS = new Map<string, string | Buffer>([
  ['standard', Buffer.from('a key of the new kind')],
  ['utf8', SECRETS.utf8],
]);
const DEADLINE_MS = 700;
const METER_LAG_MS = 60_000;

const seed: PolarSeed = {
  products: [
    { id: PRODUCTS.starter, name: 'Starter', priceAmount: 1_900, currency: 'USD', interval: 'month' },
    { id: PRODUCTS.business, name: 'Business', priceAmount: 9_900, currency: 'USD', interval: 'month' },
    { id: PRODUCTS.pack, name: 'Top-up', priceAmount: 500, currency: 'USD', interval: null },
    { id: PRODUCTS.unmapped, name: 'Consulting', priceAmount: 100, currency: 'USD', interval: 'month' },
  ],
  meters: [
    { id: METERS.units, name: 'Tokens', eventName: 'ai.tokens', aggregation: { func: 'sum', property: 'units' } },
    { id: METERS.billable, name: 'Tokens past the plan', eventName: 'ai.tokens', aggregation: { func: 'sum', property: 'billable_units' } },
  ],
};

describeProvider('Polar, told of in the new form of signature', { create: () => createWorld('standard') });
describeProvider('Polar, told of in the old form of signature', { create: () => createWorld('utf8') });

async function createWorld(signing: 'standard' | 'utf8'): Promise<ProviderWorld> {
  const arrived: RecordedWebhook[] = [];
  const deliver = async (_url: string, { headers, body }: WebhookRequest) => {
    arrived.push({ headers, body: new TextEncoder().encode(body) });
    return { status: 202 };
  };
  const webhookEndpoints = [{ url: 'https://app.acme.example/webhooks/polar', secret: SECRETS[signing], signing }];
  const emulator = await listenPolarEmulator({ seed: { ...seed, webhookEndpoints }, deliver, stateDelayMs: 5, meterLagMs: METER_LAG_MS });
  const provider = polar({
    accessToken: emulator.accessToken,
    webhookSecrets: Object.values(SECRETS),
    products: { starter: PRODUCTS.starter, business: PRODUCTS.business },
    packs: { top_up: PRODUCTS.pack },
    meters: { tokens: { event: 'ai.tokens' } },
    baseUrl: `${emulator.url}/`,
    timeoutMs: DEADLINE_MS,
  });

  const takeWebhooks = async () => {
    await emulator.webhooks.settled();
    return arrived.splice(0);
  };

  const post = async (path: string, body: object): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${emulator.accessToken}`, 'content-type': 'application/json' };
    const response = await fetch(emulator.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as { id: string };
  };

  return {
    provider,
    tiers: ['starter', 'business'],
    pack: 'top_up',
    meter: 'tokens',
    deadlineMs: DEADLINE_MS,
    secretForms: Object.keys(SECRETS),
    now: () => Date.now(),
    uniqueId: () => randomUUID(),
    pay: async (checkoutId) => void (await emulator.pay(checkoutId)),
    decline: async (checkoutId) => void (await emulator.decline(checkoutId)),
    declineNextPayment: async (customerId) => emulator.failNextPayment(customerId),
    refund: async (orderId, amount) => void (await post('/v1/refunds/', { order_id: orderId, reason: 'customer_request', amount })),
    async sellUnmapped(customerId) {
      const checkout = await post('/v1/checkouts/', { products: [PRODUCTS.unmapped], external_customer_id: customerId });
      await emulator.pay(checkout.id);
    },
    advance: (ms) => emulator.clock.advance(ms),
    takeWebhooks,
    async redeliver({ headers }) {
      await takeWebhooks();
      emulator.webhooks.redeliver(headers['webhook-id'] ?? '');
      const [again] = await takeWebhooks();
      if (again === undefined) throw new Error('Nothing was delivered again.');
      return again;
    },
    sign: async (signing) => ({ headers: signedHeaders(signing), body: signing.body }),
    countUsage: async (customerId) => ({
      units: emulator.usage(customerId, METERS.units).consumed,
      billableUnits: emulator.usage(customerId, METERS.billable).consumed,
    }),
    settleMeters: () => emulator.clock.advance(METER_LAG_MS),
    async setFault(fault) {
      emulator.faults.clear();
      if (fault !== null) emulator.faults.set(FAULTS[fault]);
    },
    dispose: () => emulator.close(),
  };
}

const FAULTS = {
  outage: { kind: 'status', status: 503 },
  silence: { kind: 'hang' },
  rate_limit: { kind: 'status', status: 429, retryAfterSeconds: 7 },
  lost_answer: { kind: 'drop-after-apply' },
  lost_change: { kind: 'drop-after-apply', method: 'PATCH', path: '/v1/subscriptions/' },
} as const satisfies Record<WorldFault, object>;

function signedHeaders({ body, secret, id, timestamp }: { body: Uint8Array; secret: string; id: string; timestamp: number }) {
  const key = KEYS.get(secret) ?? 'a secret that nobody was given';
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}
