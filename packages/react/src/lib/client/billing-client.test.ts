import { BillingError, CONTRACT_HEADER, CONTRACT_VERSION } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import { stubServer } from '../testing/stub-server.ts';
import { createBillingClient } from './billing-client.ts';

const connect = (fetch: typeof globalThis.fetch) => createBillingClient({ baseUrl: 'http://localhost/api/billing/', fetch });
const failure = (promise: Promise<unknown>): Promise<BillingError> =>
  promise.then(
    () => expect.unreachable(),
    (error) => error,
  );

describe('createBillingClient', () => {
  it('sends a GET input as query and leaves out what is not given', async () => {
    const server = stubServer({ 'GET /usage': ({ meter }) => ({ meter, interval: 'day', from: '', to: '', buckets: [] }) });
    const history = await connect(server.fetch).call('GET /usage', { meter: 'tokens', interval: 'day', from: undefined });
    expect(history.meter).toBe('tokens');
    expect(server.seen[0]?.url.pathname + (server.seen[0]?.url.search ?? '')).toBe('/api/billing/usage?meter=tokens&interval=day');
  });

  it('sends a POST input as JSON, with the contract version', async () => {
    const server = stubServer({ 'POST /portal': () => ({ url: 'https://pay.example/portal' }) });
    await connect(server.fetch).call('POST /portal', { returnUrl: 'http://localhost/' });
    const [request] = server.seen;
    expect(request?.body).toEqual({ returnUrl: 'http://localhost/' });
    expect(request?.headers.get('content-type')).toBe('application/json');
    expect(request?.headers.get(CONTRACT_HEADER)).toBe(CONTRACT_VERSION);
  });

  it('never says who the customer is: neither address, header nor body holds an id', async () => {
    const server = stubServer({ 'POST /checkout': () => ({ kind: 'redirect', url: '/pay', checkoutId: 'c' }) });
    const client = connect(server.fetch);
    await client.call('GET /state', {});
    await client.call('POST /checkout', { tier: 'pro', successUrl: 'http://localhost/a', returnUrl: 'http://localhost/b' });
    const sent = JSON.stringify(server.seen.map(({ url, headers, body }) => [url, [...headers], body]));
    expect(sent).not.toMatch(/customer|acme|user/i);
  });

  it('turns a problem document into the error that the server meant, with what travels beside the code', async () => {
    const limit = { meter: 'tokens', needed: 3, remaining: 1, resetsAt: null, offer: null };
    const server = stubServer({ 'GET /state': () => new BillingError('limit_reached', 'for logs', { publicMessage: 'Enough.', limit }) });
    const error = await failure(connect(server.fetch).call('GET /state', {}));
    expect(error).toMatchObject({ code: 'limit_reached', publicMessage: 'Enough.', details: { limit } });
  });

  it('keeps how long the server asks to wait', async () => {
    const busy = async () =>
      Response.json({ code: 'rate_limited', detail: 'Slow down.' }, { status: 429, headers: { 'retry-after': '7' } });
    expect(await failure(connect(busy).call('GET /state', {}))).toMatchObject({ code: 'rate_limited', retryAfterMs: 7000 });
  });

  it('calls a lost connection store_unavailable, which may be tried again', async () => {
    const lost = () => Promise.reject(new TypeError('fetch failed'));
    const error = await failure(connect(lost).call('GET /state', {}));
    expect(error).toMatchObject({ code: 'store_unavailable', retryable: true });
  });

  it('says where the router is missing when a page answers instead of JSON', async () => {
    const page = async () => new Response('<!doctype html>');
    expect((await failure(connect(page).call('GET /state', {}))).message).toContain('Is the billing router mounted there?');
  });

  it('gives every call a deadline', async () => {
    let signal: AbortSignal | null | undefined;
    const watch = async (_: unknown, init?: RequestInit) => {
      signal = init?.signal;
      return Response.json({ url: 'https://pay.example/portal' });
    };
    await connect(watch).call('POST /portal', { returnUrl: 'http://localhost/' });
    expect(signal).toBeInstanceOf(AbortSignal);
  });

  it('reads extra headers anew for each call', async () => {
    const server = stubServer();
    let token = 'one';
    const client = createBillingClient({
      baseUrl: 'http://localhost/api/billing',
      fetch: server.fetch,
      headers: () => ({ authorization: `Bearer ${token}` }),
    });
    await client.call('GET /state', {});
    token = 'two';
    await client.call('GET /state', {});
    expect(server.seen.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer one', 'Bearer two']);
  });
});
