import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BillingState, defineCatalog } from '@plimsoll/contract';
import { listenPolarEmulator } from '@plimsoll/polar-emulator/node';
import express from 'express';
import { billingErrors, billingRouter } from '../../express.ts';
import { type Alert, createBilling, type Identity, type Logger, type OnAccessChange, type Settings, type Telemetry } from '../../index.ts';
import { polar } from '../../polar.ts';
import { sqliteStore } from '../../sqlite.ts';

const PRO = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1001';
const ENTERPRISE = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1002';
const PACK = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1003';
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const catalog = defineCatalog({
  meters: { job_descriptions: { name: 'Job descriptions', unit: { one: 'job description', other: 'job descriptions' } } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { job_descriptions: 10 } },
    pro: { name: 'Pro', prices: [{ amount: 4900, currency: 'USD', interval: 'month' }], allowances: { job_descriptions: 50 } },
    enterprise: {
      name: 'Enterprise',
      prices: [{ amount: 49_900, currency: 'USD', interval: 'month' }],
      allowances: { job_descriptions: 'unlimited' },
    },
  },
  packs: { ten: { name: '10 more', meter: 'job_descriptions', units: 10, price: { amount: 9900, currency: 'USD' } } },
  fallbackTier: 'free',
});

export interface WorldOptions {
  readonly settings?: Partial<Settings>;
  readonly onAccessChange?: OnAccessChange;
  readonly telemetry?: Telemetry;
  readonly logger?: Logger;
  /** What stands between the engine and Polar: gives the address under which Polar is asked. */
  readonly front?: (polarUrl: string) => string;
  readonly signing?: 'standard' | 'utf8';
  readonly webhooks?: boolean;
  /** Mounts express.json() before the router, as hosts do by mistake. */
  readonly parseFirst?: boolean;
  readonly express?: typeof express;
}

/** A server over HTTP with a SQLite file and a local Polar: everything real but the money. */
export async function openWorld(options: WorldOptions = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'plimsoll-'));
  const server = createServer();
  const url = await listen(server);
  const webhookUrl = `${url}/api/billing/webhooks/polar`;
  const seed = {
    products: [
      { id: PRO, name: 'Pro', priceAmount: 4900, currency: 'usd', interval: 'month' as const },
      { id: ENTERPRISE, name: 'Enterprise', priceAmount: 49_900, currency: 'usd', interval: 'month' as const },
      { id: PACK, name: '10 more', priceAmount: 9900, currency: 'usd', interval: null },
    ],
    meters: [],
    webhookEndpoints:
      options.webhooks === false ? [] : [{ url: webhookUrl, secret: SECRET, signing: options.signing ?? ('standard' as const) }],
  };
  let emulator = await listenPolarEmulator({ seed, dataFile: join(directory, 'polar.json') });
  const polarPort = Number(new URL(emulator.url).port);
  const alerts: Alert[] = [];
  const logged: string[] = [];
  const log = (...said: unknown[]) => void logged.push(JSON.stringify(said));
  const file = join(directory, 'billing.db');

  async function startBilling() {
    const billing = createBilling({
      catalog,
      provider: polar({
        accessToken: 'polar_oat_local',
        webhookSecrets: [SECRET],
        products: { pro: PRO, enterprise: ENTERPRISE },
        packs: { ten: PACK },
        baseUrl: options.front?.(emulator.url) ?? emulator.url,
      }),
      // The store's clock follows the provider's, so that moving one moves both.
      store: sqliteStore({ file, now: () => emulator.clock.now().getTime() }),
      allowedOrigins: [url],
      settings: { drainIntervalMs: 50, flushIntervalMs: 50, accessSweepIntervalMs: 100, ...options.settings },
      ...(options.onAccessChange === undefined ? {} : { onAccessChange: options.onAccessChange }),
      ...(options.telemetry === undefined ? {} : { telemetry: options.telemetry }),
      logger: options.logger ?? { info: log, warn: log, error: log },
      onAlert: (alert) => void alerts.push(alert),
    });
    await billing.start();
    return billing;
  }

  let billing = await startBilling();
  let app = createApp();
  server.on('request', (request, response) => app(request, response));

  function createApp() {
    const application = (options.express ?? express)();
    if (options.parseFirst) application.use(express.json());
    application.use('/api/billing', billingRouter(billing, { identify: (request) => identityOf(request.headers.authorization) }));
    application.use(billingErrors());
    return application;
  }

  const call = async (path: string, { as = 'acme', body }: { as?: string | null; body?: unknown } = {}) => {
    const response = await fetch(`${url}/api/billing${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...(as === null ? {} : { authorization: as }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };
  const state = async (as = 'acme'): Promise<BillingState> => (await call('/state', { as })).body;
  const checkout = async (tier: string, as = 'acme') =>
    (await call('/checkout', { as, body: { tier, successUrl: '/billing/success?checkout_id={CHECKOUT_ID}', returnUrl: '/billing' } })).body;

  return {
    ...{ url, webhookUrl, secret: SECRET, alerts, logged, file, call, state, checkout },
    billing: () => billing,
    emulator: () => emulator,
    async restart() {
      await billing.stop();
      billing = await startBilling();
      app = createApp();
    },
    async stopPolar() {
      await emulator.close();
    },
    async startPolar() {
      emulator = await listenPolarEmulator({ seed, port: polarPort, dataFile: join(directory, 'polar.json') });
    },
    async [Symbol.asyncDispose]() {
      await billing.stop();
      await emulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Waits until a condition holds. @throws the last failure after five seconds */
export async function eventually(check: () => Promise<void>, deadlineMs = 5000): Promise<void> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

// The session of these tests: "acme" is an owner, "acme/member" may not manage billing.
function identityOf(session: string | undefined): Identity | null {
  if (session === undefined) return null;
  const [customerId = '', role = 'owner'] = session.split('/');
  return {
    customerId,
    userId: `${role}@${customerId}`,
    email: `billing@${customerId.toLowerCase()}.example`,
    name: customerId,
    canManageBilling: role === 'owner',
    operator: role === 'operator',
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
