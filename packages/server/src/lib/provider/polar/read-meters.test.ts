import { type ListeningPolarEmulator, listenPolarEmulator } from '@plimsoll/polar-emulator/node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Provider } from '../../provider.ts';
import { polar } from './polar.ts';

const PRO = '00000000-0000-4000-8000-000000000001';
const BILLED = '00000000-0000-4000-8000-00000000000a';
const SHOWN = '00000000-0000-4000-8000-00000000000b';
const CALLS = '00000000-0000-4000-8000-00000000000c';
const FOREIGN = '00000000-0000-4000-8000-00000000000d';
const TOKEN = 'polar_oat_local';
const MONTH_MS = 32 * 86_400_000;
const sum = (property: string) => ({ func: 'sum', property }) as const;

let emulator: ListeningPolarEmulator;
let provider: Provider;

beforeAll(async () => {
  const priced = { meteredPrices: [{ meterId: BILLED, unitAmount: 2 }] };
  emulator = await listenPolarEmulator({
    seed: {
      products: [{ id: PRO, name: 'Pro', priceAmount: 1_900, currency: 'USD', interval: 'month', ...priced }],
      meters: [
        { id: BILLED, name: 'Tokens past the plan', eventName: 'ai.tokens', aggregation: sum('billable_units') },
        { id: SHOWN, name: 'Tokens', eventName: 'ai.tokens', aggregation: sum('units') },
        { id: CALLS, name: 'Calls', eventName: 'ai.tokens', aggregation: { func: 'count' } },
        { id: FOREIGN, name: 'Somebody else', eventName: 'tokens', aggregation: sum('units') },
      ],
    },
  });
  const meters = { tokens: { event: 'ai.tokens' } };
  provider = polar({ accessToken: TOKEN, webhookSecrets: ['whsec_x'], products: { pro: PRO }, meters, baseUrl: emulator.url });
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

async function subscribe(customerId: string) {
  const bound = await provider.bindCustomer({ customerId, email: `${customerId}@acme.example`, name: null });
  const urls = { successUrl: 'https://app.acme.example/done', returnUrl: 'https://app.acme.example' };
  const { id } = await provider.createCheckout({ customerId, ...bound, ...urls, item: { kind: 'tier', id: 'pro' }, attemptId: 'a-1' });
  await emulator.pay(id);
}

const use = (id: string, units: number, billableUnits: number) =>
  provider.sendUsage([{ id, customerId: 'acme', userId: null, meter: 'tokens', units, billableUnits, at: Date.now() }]);
const read = async () => {
  const meters = await provider.readMeters('acme');
  return Object.fromEntries(meters.map(({ meter, sums, counted, since }) => [`${meter} ${sums}`, { counted, since }]));
};
const periodStart = async () => (await provider.readCustomer('acme'))?.subscriptions[0]?.periodStart;

it('a meter that a subscription prices counts from the start of its period, any other one on and on', async () => {
  await subscribe('acme');
  await use('e-1', 7, 2);
  expect(await read()).toEqual({
    'tokens billableUnits': { counted: 2, since: await periodStart() },
    'tokens units': { counted: 7, since: null },
  });
  await emulator.clock.advance(MONTH_MS);
  await use('e-2', 5, 1);
  expect(await read()).toEqual({
    'tokens billableUnits': { counted: 1, since: await periodStart() },
    'tokens units': { counted: 12, since: null },
  });
});

it('a meter is stated as zero when it has counted nothing, and not at all when nobody can say what it adds up', async () => {
  await subscribe('acme');
  expect(Object.keys(await read()).sort()).toEqual(['tokens billableUnits', 'tokens units']);
  const filter = {
    conjunction: 'and',
    clauses: [
      { property: 'name', operator: 'eq', value: 'ai.tokens' },
      { property: 'model', operator: 'eq', value: 'large' },
    ],
  };
  const response = await fetch(`${emulator.url}/v1/meters/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Tokens of the large model', filter, aggregation: sum('units') }),
  });
  expect(response.status).toBe(201);
  expect(await read()).toMatchObject({ 'tokens units': { counted: 0 } });
  expect(await provider.readMeters('acme')).toHaveLength(2);
});
