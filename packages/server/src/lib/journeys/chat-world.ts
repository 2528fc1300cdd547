import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BillingState, type Catalog, defineCatalog } from '@plimsoll/contract';
import { listenPolarEmulator } from '@plimsoll/polar-emulator/node';
import { createBilling, type Settings } from '../../index.ts';
import { memoryStore } from '../../memory.ts';
import { polar } from '../../polar.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const id = (number: number) => `0b8f1c52-5f0a-4f0e-9d3e-2a6f3f0f10${String(number).padStart(2, '0')}`;
export const CHAT_PRODUCTS = { pro: id(1), team: id(2) };
/** What Pro was sold as before. */
export const EARLIER_PRO = id(3);
const TOKEN_METER = id(4);

const MODELS = ['small', 'large', 'huge'];
const monthly = (amount: number, currency: string) => [{ amount, currency, interval: 'month' as const }];

/** An AI chat: tokens with overage, limits by day and month, models by tier. `unitPrice` is for 1,000 tokens. */
export function chatCatalog({
  currency = 'USD',
  unitPrice = 1,
  spendCap,
}: {
  currency?: string;
  unitPrice?: number;
  spendCap?: number;
} = {}) {
  const price = { amount: unitPrice, currency, per: 1000 };
  return defineCatalog({
    meters: {
      tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } },
      messages: { name: 'Messages', unit: { one: 'message', other: 'messages' } },
    },
    features: { models: { name: 'Models', values: MODELS }, own_keys: { name: 'Your own API keys' } },
    tiers: {
      free: {
        ...{ name: 'Free', prices: [], features: ['models'], featureValues: { models: ['small'] } },
        allowances: {
          tokens: 100_000,
          messages: [
            { units: 3, window: 'day' },
            { units: 5, window: 'month' },
          ],
        },
      },
      pro: {
        ...{ name: 'Pro', prices: monthly(2000, currency), features: ['models', 'own_keys'] },
        allowances: { tokens: 1_000_000, messages: [{ units: 1000, window: 'day' }] },
        overage: { tokens: spendCap === undefined ? price : { ...price, spendCap } },
        versions: [{ id: '2025', prices: monthly(900, currency), allowances: { tokens: 5_000_000, messages: 'unlimited' } }],
      },
      team: {
        ...{ name: 'Team', prices: monthly(5000, currency), features: ['models', 'own_keys'] },
        allowances: { tokens: 0, messages: 'unlimited' },
        overage: { tokens: price },
      },
    },
    fallbackTier: 'free',
  });
}

interface ChatOptions {
  readonly catalog?: Catalog;
  readonly currency?: string;
  /** Minor units for one token at the provider; null: it charges nothing for them. */
  readonly unitAmount?: string | null;
  readonly settings?: Partial<Settings>;
}

/** An engine and a local Polar of one clock, told of each other over HTTP. */
export async function openChatWorld({ catalog = chatCatalog(), currency = 'USD', unitAmount = '0.001', settings }: ChatOptions = {}) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const meteredPrices = unitAmount === null ? [] : [{ meterId: TOKEN_METER, unitAmount }];
  const sold = { currency: currency.toLowerCase(), interval: 'month' as const, meteredPrices };
  const emulator = await listenPolarEmulator({
    seed: {
      products: [
        { ...sold, id: CHAT_PRODUCTS.pro, name: 'Pro', priceAmount: 2000 },
        { ...sold, id: CHAT_PRODUCTS.team, name: 'Team', priceAmount: 5000 },
        { ...sold, id: EARLIER_PRO, name: 'Pro (2025)', priceAmount: 900 },
      ],
      meters: [{ id: TOKEN_METER, name: 'Tokens', eventName: 'tokens', aggregation: { func: 'sum', property: 'billable_units' } }],
      webhookEndpoints: [],
    },
    meterLagMs: 0,
  });
  const billing = createBilling({
    ...{ catalog, settings: { standingCacheMs: 0, ...settings }, allowedOrigins: [origin] },
    provider: polar({
      ...{ accessToken: emulator.accessToken, webhookSecrets: [SECRET], baseUrl: emulator.url },
      ...{ products: CHAT_PRODUCTS, earlierProducts: { pro: { '2025': EARLIER_PRO } } },
    }),
    store: memoryStore({ now: () => emulator.clock.now().getTime() }),
  });

  const ask = async (path: string, body?: object) => {
    const answer = await billing.handle({
      method: body === undefined ? 'GET' : 'POST',
      path: path.split('?')[0] ?? path,
      query: new URLSearchParams(path.split('?')[1] ?? ''),
      header: (name) => ({ origin, 'content-type': 'application/json' })[name],
      body: async () => ({ kind: 'parsed', value: body }),
      identify: async () => ({ customerId: 'acme', userId: 'ada', email: 'ada@acme.example', canManageBilling: true }),
    });
    return JSON.parse(String(answer.body));
  };

  return {
    ...{ billing, emulator, ask },
    /** Afresh from the provider. */
    state: (): Promise<BillingState> => ask('/state?sync=1'),
    /** Buys a product as a person would, whatever sells it. */
    async buy(product: string) {
      const headers = { authorization: `Bearer ${emulator.accessToken}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ products: [product], external_customer_id: 'acme', customer_email: 'ada@acme.example' });
      const checkout = await (await fetch(`${emulator.url}/v1/checkouts/`, { method: 'POST', headers, body })).json();
      await emulator.pay((checkout as { id: string }).id);
      await ask('/state?sync=1');
    },
    async [Symbol.asyncDispose]() {
      await billing.stop();
      await emulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
