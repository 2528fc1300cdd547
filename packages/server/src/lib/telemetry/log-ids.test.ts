import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { openWorld } from '../journeys/local-world.ts';
import type { LogFields, Logger } from '../logger.ts';

interface Line extends LogFields {
  readonly message: string;
}

const fronts: Server[] = [];
afterEach(() => {
  for (const front of fronts.splice(0)) {
    front.closeAllConnections();
    front.close();
  }
});

/** Stands in front of Polar as a proxy does that names every request. */
async function openFront(headers: Record<string, string>) {
  let polarUrl = '';
  const front = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const { authorization = '', 'polar-version': version } = request.headers;
    const answer = await fetch(polarUrl + request.url, {
      method: request.method ?? 'GET',
      headers: { authorization, 'content-type': 'application/json', 'polar-version': String(version) },
      ...(body.length === 0 ? {} : { body }),
    });
    response.writeHead(answer.status, { ...headers, 'content-type': 'application/json' }).end(await answer.text());
  });
  fronts.push(front);
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  return (to: string) => {
    polarUrl = to;
    return url;
  };
}

function openLog() {
  const lines: Line[] = [];
  const write = (message: string, fields: LogFields = {}) => void lines.push({ ...fields, message });
  const logger: Logger = { info: write, warn: write, error: write };
  return { lines, logger, find: (message: string) => lines.filter((line) => line.message === message) };
}

it.each([
  ['x-request-id', 'req_7f3a'],
  ['cf-ray', '8f2c1d0e9b7a6543-FRA'],
])('a request that Polar failed is logged with its own id, the customer and the %s of the answer', async (header, id) => {
  const { find, logger } = openLog();
  await using world = await openWorld({ logger, front: await openFront({ [header]: id }) });
  await world.checkout('pro');
  world.emulator().faults.set({ kind: 'status', status: 500, path: '/v1/customer-sessions' });
  const response = await fetch(`${world.url}/api/billing/portal`, {
    method: 'POST',
    headers: { authorization: 'acme', 'content-type': 'application/json', 'x-request-id': 'from-the-host' },
    body: JSON.stringify({ returnUrl: '/' }),
  });
  expect(await response.json()).toMatchObject({ code: 'provider_unavailable', requestId: 'from-the-host' });
  expect(find('a request failed')).toEqual([
    expect.objectContaining({ requestId: 'from-the-host', customerId: 'acme', code: 'provider_unavailable', providerRequestId: id }),
  ]);
});

it("what does not look like an id is no id, and nobody's answer shows the provider's", async () => {
  const { lines, logger } = openLog();
  await using world = await openWorld({ logger, front: await openFront({ 'x-request-id': 'two words <script>' }) });
  await world.checkout('pro');
  world.emulator().faults.set({ kind: 'status', status: 500, path: '/v1/customer-sessions' });
  const { body } = await world.call('/portal', { body: { returnUrl: '/' } });
  expect(JSON.stringify(body)).not.toContain('providerRequestId');
  expect(JSON.stringify(lines)).not.toContain('script');
});

it('a line that requests may share says whose customer it is about, one of a request alone which request it was as well', async () => {
  const { find, logger } = openLog();
  await using world = await openWorld({ logger });
  await world.emulator().close();
  await world.call('/state', { as: 'stranger' });
  const [line] = find('nothing is known of a customer and the provider cannot be asked; the fallback tier applies');
  expect(line).toMatchObject({ customerId: 'stranger', code: 'provider_unavailable' });
  await world.call('/checkout', { as: 'acme/member', body: { tier: 'pro', successUrl: '/', returnUrl: '/' } });
  expect(find('a request was refused')).toEqual([
    expect.objectContaining({ requestId: expect.stringMatching(/^[\w-]{36}$/), customerId: 'acme', code: 'forbidden' }),
  ]);
});
