import { defineCatalog, isBillingError } from '@plimsoll/contract';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Billing, createBilling } from '../create-billing.ts';
import type { Provider } from '../provider.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { Store } from '../store.ts';
import type { UsageRequest } from './request.ts';
import type { ReservationRef } from './usage.ts';

const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 10 } } },
  fallbackTier: 'free',
});

const unexpected = () => Promise.reject(new Error('not a part of this test'));
const provider: Provider = {
  ...{
    id: 'stub',
    name: 'Stub',
    capabilities: { portal: false, usage: false, providerMeters: false },
    sells: () => false,
    probe: async () => {},
    verify: async () => [],
  },
  ...{ readCustomer: async () => null, readCheckout: unexpected, readSubscription: unexpected, bindCustomer: unexpected },
  ...{ createCheckout: unexpected, cancel: unexpected, resume: unexpected, changeTier: unexpected, openPortal: unexpected },
  ...{ readOrders: unexpected, openInvoice: unexpected },
  ...{ sendUsage: unexpected, readMeters: unexpected, readCredits: unexpected, parseWebhook: unexpected },
};

let store: Store;
let billing: Billing;
const HELD = { customerId: 'acme', id: 'held' };

beforeEach(async () => {
  store = memoryStore();
  billing = createBilling({ catalog, provider, store, allowedOrigins: ['https://app.example'] });
  await billing.usage.spend({ customerId: 'acme', meter: 'tokens', units: 2, id: 'spent' });
  await billing.usage.reserve({ ...HELD, meter: 'tokens', units: 3 });
});

/** What may never change: the version grows with each change, and the balance shows it. */
async function books() {
  const { balance } = await billing.usage.check({ customerId: 'acme', meter: 'tokens' });
  return { balance, version: await store.changes.version('acme'), waiting: (await store.outbox.summary()).waiting };
}

/** Every way to name units and a customer; what comes from a host without a compiler may be anything. */
function callsOf(request: object): Record<string, () => Promise<unknown>> {
  const { usage } = billing;
  const given = request as UsageRequest;
  return {
    check: () => usage.check(given),
    explain: () => usage.explain(given),
    spend: () => usage.spend(given),
    record: () => usage.record(given),
    reserve: () => usage.reserve(given),
    run: () => usage.run(given, () => expect.fail('the work ran')),
    metered: () => usage.metered(asOptions(given), () => expect.fail('the work ran'))(given),
  };
}

const asOptions = ({ units, ...request }: UsageRequest) => (units === undefined ? request : { ...request, units });

/** Every way to name something that was held or spent. */
function endingsOf(ref: { customerId: unknown; id: unknown }): Record<string, () => Promise<unknown>> {
  const { usage } = billing;
  const given = ref as ReservationRef;
  return {
    extend: () => usage.extend(given, { units: 4 }),
    commit: () => usage.commit(given),
    release: () => usage.release(given),
    refund: () => usage.refund(given),
  };
}

const codeOf = (call: () => Promise<unknown>): Promise<string> =>
  call().then(
    (answer) => `answered ${JSON.stringify(answer)}`,
    (error: unknown) => (isBillingError(error) ? error.code : String(error)),
  );

async function expectRefused(calls: Record<string, () => Promise<unknown>>, code: string): Promise<void> {
  const before = await books();
  for (const [name, call] of Object.entries(calls)) expect([name, await codeOf(call)]).toEqual([name, code]);
  expect(await books()).toEqual(before);
}

/** A value for the title of a test, however long it is. */
const named = <T>(values: readonly T[]) => values.map((value) => [String(JSON.stringify(value)).slice(0, 30), value] as const);

const badUnits = [0, -0, -1, 1.5, Number.NaN, '10', 2 ** 53, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, true, 10n, [10], {}];
const badIds = ['', '.', '..', 'a'.repeat(10_240), 'a/b', 'a\\b', 'a\nb', 'a\u0000b', ' acme', 'acme ', null, 7, ['acme'], {}];

describe('a request of', () => {
  it.each(badUnits.map((units) => [units] as const))('%s units is refused and changes nothing', async (units) => {
    await expectRefused(callsOf({ customerId: 'acme', meter: 'tokens', units }), 'invalid_units');
    const { usage } = billing;
    const more = { units: units as number };
    await expectRefused({ commit: () => usage.commit(HELD, more.units), extend: () => usage.extend(HELD, more) }, 'invalid_units');
  });

  it.each(named([...badIds, undefined]))('customer %s is refused and changes nothing', async (_name, customerId) => {
    await expectRefused(callsOf({ customerId, meter: 'tokens' }), 'invalid_request');
    await expectRefused(endingsOf({ customerId, id: 'held' }), 'invalid_request');
  });

  it.each(named(badIds))('id %s is refused and changes nothing', async (_name, id) => {
    await expectRefused(callsOf({ customerId: 'acme', meter: 'tokens', id }), 'invalid_request');
    await expectRefused(endingsOf({ customerId: 'acme', id }), 'invalid_request');
  });

  it.each(named(badIds.filter((id) => id !== null)))('user %s is refused and changes nothing', async (_name, userId) => {
    await expectRefused(callsOf({ customerId: 'acme', meter: 'tokens', userId }), 'invalid_request');
  });

  it.each([['pages'], ['Tokens'], ['constructor'], ['__proto__'], [''], [null], [undefined], [7], [['tokens']]])(
    'meter %j is refused and changes nothing',
    async (meter) => {
      await expectRefused(callsOf({ customerId: 'acme', meter }), 'invalid_request');
    },
  );

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '60000', null])(
    'time to live %s is refused and changes nothing',
    async (ttlMs) => {
      const request = { customerId: 'acme', meter: 'tokens' as const, ttlMs: ttlMs as number };
      const code = await codeOf(() => billing.usage.reserve(request));
      expect(code).toMatch(/^invalid_(units|request)$/);
      await expectRefused(
        { reserve: () => billing.usage.reserve(request), run: () => billing.usage.run(request, () => expect.fail('ran')) },
        code,
      );
    },
  );
});

it('anything at all is answered or refused, and never a fault of ours', async () => {
  const values = fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true });
  const requests = fc.record({
    customerId: fc.oneof(fc.constant('acme'), values),
    meter: fc.oneof(fc.constant('tokens'), values),
    units: values,
    id: values,
  });
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      expect(await codeOf(() => billing.usage.check(request as UsageRequest))).toMatch(/^(answered .*|invalid_units|invalid_request)$/);
    }),
  );
});

it('what nobody or another customer holds is not found, and a spend is no reservation', async () => {
  for (const ref of [
    { ...HELD, id: 'nothing' },
    { ...HELD, customerId: 'globex' },
  ])
    await expectRefused(endingsOf(ref), 'not_found');
  const { refund: _refund, ...ofReservations } = endingsOf({ ...HELD, id: 'spent' });
  await expectRefused(ofReservations, 'not_found');
});

it('a refused request leaves its id free', async () => {
  const request = { customerId: 'acme', meter: 'tokens', id: 'job-1' } as const;
  expect(await codeOf(() => billing.usage.spend({ ...request, units: -1 }))).toBe('invalid_units');
  expect(await codeOf(() => billing.usage.spend({ ...request, units: 6 }))).toBe('limit_reached');
  expect(await billing.usage.spend({ ...request, units: 5 })).toMatchObject({ units: 5, repeated: false });
  expect(await billing.usage.spend({ ...request, units: 5 })).toMatchObject({ units: 5, repeated: true });
  expect(await codeOf(() => billing.usage.spend({ ...request, units: 4 }))).toBe('idempotency_conflict');
});

it('a run that failed may be run again under its id, and counts once', async () => {
  const request = { customerId: 'acme', meter: 'tokens', units: 4, id: 'job-2' } as const;
  const { balance: before } = await books();
  await expect(billing.usage.run(request, () => Promise.reject(new Error('the model is away')))).rejects.toThrow('the model is away');
  expect((await books()).balance).toEqual(before);
  expect(await billing.usage.run(request, () => 'a draft')).toBe('a draft');
  expect(await billing.usage.run(request, () => 'another draft')).toBe('another draft');
  expect((await books()).balance).toMatchObject({ used: 6, reserved: 3, remaining: 1 });
});
