import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it } from 'vitest';
import { billingErrors, meterGate, setUnits } from '../../express.ts';
import { eventually, openWorld, type World } from './local-world.ts';

it('counts a route that worked, by what it really took', async () => {
  await using gated = await openGated();
  expect((await gated.post('/fits')).status).toBe(200);
  await eventually(async () => expect(await gated.meter()).toMatchObject({ used: 3, reserved: 0 }));
});

it.each(['/fails', '/throws', '/takes-nothing'])('gives the units of %s back', async (path) => {
  await using gated = await openGated();
  await gated.post(path);
  await eventually(async () => expect(await gated.meter()).toMatchObject({ used: 0, reserved: 0 }));
});

it('gives the units back when the caller goes away', async () => {
  await using gated = await openGated();
  await expect(gated.post('/hangs', AbortSignal.timeout(100))).rejects.toThrow();
  await eventually(async () => expect(await gated.meter()).toMatchObject({ used: 0, reserved: 0 }));
});

it('answers a reached limit with its problem document and does not run the route', async () => {
  await using gated = await openGated();
  for (const used of [3, 6]) {
    await gated.post('/fits');
    await eventually(async () => expect(await gated.meter()).toMatchObject({ used, reserved: 0 }));
  }
  const refused = await gated.post('/fits');
  expect(refused.status).toBe(402);
  expect(await refused.json()).toMatchObject({ code: 'limit_reached', limit: { needed: 5, remaining: 4 } });
});

async function openGated() {
  const world: World = await openWorld();
  const app = express();
  const requireMeter = meterGate(world.billing(), { identify: () => ({ customerId: 'acme', userId: 'owner', canManageBilling: true }) });
  app.post('/fits', requireMeter('job_descriptions', 5), (_request, response) => {
    setUnits(response, 3);
    response.json({});
  });
  app.post('/fails', requireMeter('job_descriptions', 5), (_request, response) => response.status(500).json({}));
  app.post('/throws', requireMeter('job_descriptions', 5), () => {
    throw new Error('the work failed');
  });
  app.post('/takes-nothing', requireMeter('job_descriptions'), (_request, response) => {
    setUnits(response, 0);
    response.json({});
  });
  app.post('/hangs', requireMeter('job_descriptions'), () => undefined);
  app.use(billingErrors());
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters.
  app.use(((_error, _request, response, _next) => response.status(500).json({})) satisfies express.ErrorRequestHandler);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    post: (path: string, signal?: AbortSignal) => fetch(`${url}${path}`, { method: 'POST', ...(signal === undefined ? {} : { signal }) }),
    meter: async () => (await world.state()).meters['job_descriptions'],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await world[Symbol.asyncDispose]();
    },
  };
}
