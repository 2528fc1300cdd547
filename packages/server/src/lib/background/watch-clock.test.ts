import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Alert } from '../alert.ts';
import { polar } from '../provider/polar/polar.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { createClockWatch } from './watch-clock.ts';

const MINUTE_MS = 60_000;

/** A Polar whose answers are dated so many milliseconds from now. */
const server = createServer((_request, response) => {
  response.sendDate = false;
  if (aheadMs !== null) response.setHeader('date', new Date(Date.now() + aheadMs).toUTCString());
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"items":[],"pagination":{"total_count":0,"max_page":0}}');
});
let aheadMs: number | null = 0;

beforeEach(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** What an operator is told in so many hours, a look each half of one. */
async function tellingsOf(dateAheadMs: number | null, hours: number): Promise<Alert[]> {
  aheadMs = dateAheadMs;
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  const provider = polar({
    accessToken: 'polar_oat_test',
    webhookSecrets: ['whsec_dGVzdA=='],
    products: { pro: '7d0c1f0e-3b7a-4c52-9a53-2a60f4b1c001' },
    baseUrl,
  });
  const alerts: Alert[] = [];
  let passed = 0;
  const runtime = { ...systemRuntime, monotonic: () => passed };
  const look = createClockWatch({ provider, runtime, alert: (alert) => void alerts.push(alert) });
  look();
  await provider.probe();
  for (; passed < hours * 60 * MINUTE_MS; passed += 30 * MINUTE_MS) look();
  return alerts;
}

it.each([0, 30_000, -30_000, null])('says nothing of a host whose provider dates its answers %d ms from it', async (ahead) => {
  expect(await tellingsOf(ahead, 3)).toEqual([]);
});

it('tells once an hour how far a host is ahead of what the provider says, or behind it', async () => {
  const late = await tellingsOf(10 * MINUTE_MS, 3);
  expect(late.map(({ code, priority }) => [code, priority])).toEqual(Array.from({ length: 3 }, () => ['host_clock_off', 'immediate']));
  expect(late[0]?.context['aheadMs']).toBeLessThan(-9 * MINUTE_MS);
  const [early] = await tellingsOf(-10 * MINUTE_MS, 1);
  expect(early?.context['aheadMs']).toBeGreaterThan(9 * MINUTE_MS);
});
