import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { polar } from './polar.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

/** A server that answers every request in one way, with what it was asked. */
async function answerWith(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const asked: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
    answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const json = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

function provide(baseUrl: string, more: { accessToken?: () => string | Promise<string>; timeoutMs?: number } = {}) {
  return polar({ accessToken: 'polar_oat_local', webhookSecrets: ['whsec_x'], products: { pro: 'product-pro' }, baseUrl, ...more });
}

const caught = (work: Promise<unknown>) => work.then(String, (error: unknown) => error);

describe('a call of Polar', () => {
  it('ends at its deadline although the headers came and only the body is missing', async () => {
    const { baseUrl } = await answerWith(
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"items":['),
    );
    const started = performance.now();
    expect(await caught(provide(baseUrl, { timeoutMs: 200 }).probe())).toMatchObject({ code: 'provider_unavailable' });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('has one deadline for all its requests together', async () => {
    const page = { items: [], pagination: { total_count: 1_000, max_page: 10 } };
    const { baseUrl, asked } = await answerWith((response, { url }) => {
      setTimeout(() => json(200, url?.includes('external') && !url.includes('?') ? { id: 'c-1' } : page)(response), 80);
    });
    const started = performance.now();
    expect(await caught(provide(baseUrl, { timeoutMs: 300 }).readCustomer('acme'))).toMatchObject({ code: 'provider_unavailable' });
    expect(performance.now() - started).toBeLessThan(600);
    expect(asked.length).toBeGreaterThan(2);
  });

  it('reads no more pages than it needs, and a bounded number of them', async () => {
    const page = { items: [], pagination: { total_count: 99_999, max_page: 1_000 } };
    const { baseUrl, asked } = await answerWith((response, { url }) => json(200, url?.includes('?') ? page : { id: 'c-1' })(response));
    expect(await provide(baseUrl).readCustomer('acme')).toEqual({ providerCustomerId: 'c-1', subscriptions: [], orders: [] });
    expect(asked).toHaveLength(11);
  });

  it('asks for the token each time, so that it can be rotated', async () => {
    const { baseUrl, asked } = await answerWith(json(200, { items: [], pagination: { total_count: 0, max_page: 0 } }));
    let token = 'polar_oat_old';
    const provider = provide(baseUrl, { accessToken: () => token });
    await provider.probe();
    token = 'polar_oat_new';
    await provider.probe();
    expect(asked.map(({ authorization }) => authorization)).toEqual(['Bearer polar_oat_old', 'Bearer polar_oat_new']);
  });

  it('waits for a token that comes from elsewhere, up to the deadline of the call', async () => {
    const { baseUrl, asked } = await answerWith(json(200, { items: [], pagination: { total_count: 0, max_page: 0 } }));
    await provide(baseUrl, { accessToken: async () => 'polar_oat_fetched' }).probe();
    expect(asked[0]?.authorization).toBe('Bearer polar_oat_fetched');
    const never = provide(baseUrl, { accessToken: () => new Promise(() => {}), timeoutMs: 50 });
    expect(await caught(never.probe())).toMatchObject({ code: 'provider_unavailable' });
    expect(asked).toHaveLength(1);
  });

  it('works again with the next token after the old one was revoked, without a new provider', async () => {
    let good = 'polar_oat_old';
    const { baseUrl } = await answerWith((response, { headers }) =>
      json(headers.authorization === `Bearer ${good}` ? 200 : 401, { items: [], pagination: { total_count: 0, max_page: 0 } })(response),
    );
    let token = 'polar_oat_old';
    const provider = provide(baseUrl, { accessToken: async () => token });
    await provider.probe();
    good = 'polar_oat_new';
    expect(await caught(provider.probe())).toMatchObject({ code: 'provider_unavailable' });
    token = 'polar_oat_new';
    await provider.probe();
  });

  it.each<[what: string, accessToken: () => string | Promise<string>]>([
    ['is refused by where it comes from', () => Promise.reject(new Error('cannot read polar_oat_leak'))],
    [
      'throws',
      () => {
        throw new Error('cannot read polar_oat_leak');
      },
    ],
    ['ends in a line break', () => 'polar_oat_leak\n'],
    ['is empty', () => ''],
  ])('shows nothing of a token that %s, and sends nothing', async (_what, accessToken) => {
    const { baseUrl, asked } = await answerWith(json(200, {}));
    const error = await caught(provide(baseUrl, { accessToken }).probe());
    expect(error).toMatchObject({ code: 'internal' });
    expect(`${error}${(error as Error).stack}`).not.toContain('polar_oat_leak');
    expect(asked).toEqual([]);
  });

  it('takes a 404 without a name for a wrong route, never for a missing customer', async () => {
    const { baseUrl } = await answerWith(json(404, { detail: 'Not Found' }));
    const provider = provide(baseUrl);
    for (const call of [provider.readCustomer('acme'), provider.readCheckout('id'), provider.readSubscription('id')]) {
      expect(await caught(call)).toMatchObject({ code: 'provider_rejected' });
    }
  });

  it("takes a proxy's page for an outage, whatever its status", async () => {
    for (const status of [200, 404, 422, 503]) {
      const { baseUrl } = await answerWith(
        (response) => void response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>'),
      );
      expect(await caught(provide(baseUrl).readCustomer('acme'))).toMatchObject({ code: 'provider_unavailable' });
    }
  });

  it('takes a connection that breaks inside the body for an outage', async () => {
    const { baseUrl } = await answerWith((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"items":');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await caught(provide(baseUrl).probe())).toMatchObject({ code: 'provider_unavailable' });
  });

  it('believes no subscription of someone else, should a filter not be understood', async () => {
    const subscription = {
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
      ended_at: null,
      pending_update: null,
      customer_id: 'c-2',
      customer: { external_id: 'other' },
    };
    const page = { items: [subscription, { ...subscription, id: 's-2', customer_id: 'c-1' }], pagination: { total_count: 2, max_page: 1 } };
    const { baseUrl } = await answerWith((response, { url }) => json(200, url?.includes('?') ? page : { id: 'c-1' })(response));
    expect((await provide(baseUrl).readCustomer('acme'))?.subscriptions.map(({ id }) => id)).toEqual(['s-2']);
  });

  it('calls a subscription whose shape it does not know a broken contract, and states nothing', async () => {
    const { baseUrl } = await answerWith(json(200, { id: 's-1', status: 'hibernating', email: 'owner@acme.example' }));
    const error = await caught(provide(baseUrl).readSubscription('s-1'));
    expect(error).toMatchObject({ code: 'provider_rejected' });
    expect(String(error)).toContain('status');
    expect(String(error)).not.toContain('hibernating');
  });
});

describe('telling of usage', () => {
  const event = { id: 'e-1', customerId: 'acme', userId: null, meter: 'tokens', units: 1, billableUnits: 0, at: 0 };

  it.each([
    ['the receipt cannot be read', 200, {}, 'provider_unavailable'],
    ['the scope is missing', 403, { error: 'insufficient_scope' }, 'provider_unavailable'],
    ['the token ran out', 401, { error: 'Unauthorized' }, 'provider_unavailable'],
    ['the route is wrong', 404, { detail: 'Not Found' }, 'provider_unavailable'],
    ['the method is wrong', 405, {}, 'provider_unavailable'],
    ['we took too long', 408, {}, 'provider_unavailable'],
    ['we came too early', 425, {}, 'provider_unavailable'],
    ['we are too fast', 429, {}, 'provider_unavailable'],
    ['a payment is missing', 402, { error: 'PaymentFailed' }, 'provider_rejected'],
    ['something is locked', 409, { error: 'SubscriptionLocked' }, 'provider_rejected'],
    ['something is gone', 410, { error: 'ResourceUnavailable' }, 'provider_rejected'],
    ['something is forbidden by law', 451, {}, 'provider_rejected'],
    [
      'the event is refused',
      422,
      { error: 'RequestValidationError', detail: [{ loc: ['body', 'events', 0, 'name'], msg: 'Too long' }] },
      'provider_rejected',
    ],
    [
      'our clock is ahead',
      422,
      {
        error: 'RequestValidationError',
        detail: [{ loc: ['body', 'events', 0, 'EventCreateExternalCustomer', 'timestamp'], msg: 'Future' }],
      },
      'provider_unavailable',
    ],
  ])('when %s, answers with what keeps or parks the event', async (...[, status, body, code]) => {
    const { baseUrl } = await answerWith(json(status, body));
    expect(await caught(provide(baseUrl).sendUsage([event]))).toMatchObject({ code });
  });

  it.each([[{ inserted: 0, duplicates: 0 }], [{ inserted: 1, duplicates: 4 }], [{ inserted: 1 }]])(
    'gives %j as it was counted: whoever sent the events judges it',
    async (receipt) => {
      const { baseUrl } = await answerWith(json(200, receipt));
      expect(await provide(baseUrl).sendUsage([event])).toEqual({ duplicates: 0, ...receipt });
    },
  );
});
