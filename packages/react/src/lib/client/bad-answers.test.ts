import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BillingError, problemOf } from '@plimsoll/contract';
import type { RouteKey } from '@plimsoll/contract/routes';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeError } from '../messages/describe-error.ts';
import { english } from '../messages/english.ts';
import { german } from '../messages/german.ts';
import { stateQuery } from '../provider/billing-queries.ts';
import { balanceOf, catalog, stateOf } from '../testing/acme.ts';
import { createBillingClient } from './billing-client.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A client of a real server that answers as it is told. */
async function connect(listener: RequestListener) {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createBillingClient({ baseUrl: `${origin}/api/billing` });
}

const answering = (body: string, { status = 200, type = 'application/json' } = {}): RequestListener => {
  return (_, response) => void response.writeHead(status, { 'content-type': type }).end(body);
};

async function failureOf(listener: RequestListener, key: RouteKey = 'GET /state'): Promise<BillingError> {
  const client = await connect(listener);
  const call = key === 'GET /catalog' ? client.call(key, {}) : client.call('GET /state', {});
  return call.then(
    () => expect.unreachable(),
    (error) => error,
  );
}

const PAGE = '<!doctype html><title>Acme</title>';
const json = (value: unknown) => answering(JSON.stringify(value));
const problem = (error: BillingError) => answering(JSON.stringify(problemOf(error)), { status: error.status });
const toLogin: RequestListener = ({ url }, response) =>
  url === '/login'
    ? void answering(PAGE, { type: 'text/html' })({} as never, response)
    : void response.writeHead(302, { location: '/login' }).end();

describe('a server that answers something else', () => {
  it.each<[string, RequestListener, string]>([
    ['a page of the application', answering(PAGE, { type: 'text/html' }), 'internal'],
    ['a page that says it is JSON', answering(PAGE), 'internal'],
    ['nothing, with 204', (_, response) => void response.writeHead(204).end(), 'internal'],
    ['nothing, with 200', answering(''), 'internal'],
    ['half of its JSON', answering(JSON.stringify(stateOf()).slice(0, 200)), 'internal'],
    ['null', json(null), 'internal'],
    ['a list', json([]), 'internal'],
    ['a text', json('ok'), 'internal'],
    ['another JSON document', json({ ok: true }), 'internal'],
    ['a state without meters', json({ ...stateOf(), meters: undefined }), 'internal'],
    ['a state whose meters are a list', json({ ...stateOf(), meters: [] }), 'internal'],
    ['a state with a meter that is none', json({ ...stateOf(), meters: { tokens: null } }), 'internal'],
    ['a state with a balance that is half there', json({ ...stateOf(), meters: { tokens: { ...balanceOf(), limits: null } } }), 'internal'],
    ['a state without provider', json({ ...stateOf(), provider: null }), 'internal'],
    ['a state with a version that is a text', json({ ...stateOf(), version: '1' }), 'internal'],
    ['a redirect to a page to sign in', toLogin, 'unauthenticated'],
    ["401 of the application's own", answering('{"error":"no session"}', { status: 401 }), 'unauthenticated'],
    ['401 as a page', answering(PAGE, { status: 401, type: 'text/html' }), 'unauthenticated'],
    ["403 of the application's own", answering('forbidden', { status: 403 }), 'forbidden'],
    ["429 of a proxy's own", answering(PAGE, { status: 429 }), 'rate_limited'],
    ['502 of a proxy', answering(PAGE, { status: 502 }), 'store_unavailable'],
    ['404 of another router', answering('Cannot GET /api/billing/state', { status: 404 }), 'internal'],
    ['a code of a later age', answering('{"code":"of_tomorrow","detail":"x"}', { status: 409 }), 'internal'],
    ['that it is of another age', problem(new BillingError('contract_mismatch', 'old')), 'contract_mismatch'],
    ['by hanging up', ({ socket }) => void socket.destroy(), 'store_unavailable'],
    [
      'by hanging up in the middle',
      (_, response) => void response.writeHead(200, { 'content-length': '999' }).write('{', () => response.destroy()),
      'store_unavailable',
    ],
  ])('%s: a BillingError, with a sentence for people in every language', async (_, listener, code) => {
    const error = await failureOf(listener);
    expect(error).toMatchObject({ name: 'BillingError', code });
    for (const messages of [english, german]) expect(describeError(error, messages)).toMatch(/^.{10,}\.$/);
    expect(describeError(error, english)).toMatch(code === 'unauthenticated' ? /^Sign in/ : /again|reload/i);
  });

  it.each([
    ['no tiers', { ...catalog, tiers: undefined }],
    ['a tier without prices', { ...catalog, tiers: [{ id: 'pro', name: 'Pro' }] }],
    ['a meter without unit', { ...catalog, meters: [{ id: 'tokens', name: 'Tokens' }] }],
  ])('a catalog with %s', async (_, body) => {
    expect(await failureOf(json(body), 'GET /catalog')).toMatchObject({ code: 'internal' });
  });

  it('takes what the contract of a later server adds', async () => {
    const client = await connect(json({ ...stateOf(), news: { of: 'tomorrow' } }));
    expect(await client.call('GET /state', {})).toMatchObject({ tier: 'pro' });
  });
});

describe('a server that takes its time', () => {
  const waitFor = (deadline: number) => vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => abortAfter(ms / deadline));
  const { timeout } = AbortSignal;
  const abortAfter = (ms: number) => timeout.call(AbortSignal, Math.max(1, Math.round(ms)));

  it('is waited for within the deadline', async () => {
    const late: RequestListener = (request, response) => void setTimeout(() => json(stateOf())(request, response), 100);
    const client = await connect(late);
    // 15 seconds pass as 150 milliseconds.
    waitFor(100);
    expect(await client.call('GET /state', {})).toMatchObject({ tier: 'pro' });
  });

  it.each<[string, RequestListener]>([
    ['before its first byte', () => undefined],
    ['after its first byte', (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{')],
  ])('is given up after the deadline when it stops %s, and the request is ended', async (_, stop) => {
    let isEnded = false;
    const client = await connect((request, response) => {
      request.socket.on('close', () => {
        isEnded = true;
      });
      stop(request, response);
    });
    const deadline = waitFor(100);
    const call = client.call('GET /state', {});
    await expect(call).rejects.toMatchObject({ code: 'store_unavailable', retryable: true });
    expect(deadline).toHaveBeenCalledWith(15_000);
    await vi.waitFor(() => expect(isEnded).toBe(true));
  });

  it('is not waited for three times over: the page says so after the first', async () => {
    let asked = 0;
    const client = await connect(() => {
      asked += 1;
    });
    waitFor(200);
    await expect(new QueryClient().fetchQuery(stateQuery(client))).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(asked).toBe(1);
  });
});
