import type { BillingState, ErrorCode } from '@plimsoll/contract';
import { isBillingError } from '@plimsoll/contract';
import { listenPolarEmulator } from '@plimsoll/polar-emulator/node';
import { billingFetch } from '../../../fetch.ts';
import {
  type Alert,
  type Billing,
  createBilling,
  type Identity,
  type LogFields,
  type Runtime,
  type Settings,
  type Store,
} from '../../../index.ts';
import { polar } from '../../../polar.ts';
import { catalog, type Meter, PACK, type PaidTier, PRODUCTS, seedFor } from './promise-catalog.ts';
import type { StorePlace } from './store-place.ts';

export const SECRET = 'whsec_cHJvbWlzZXMtYXJlLWtlcHQtb24tZXZlcnktc3RvcmU=';
const ORIGIN = 'https://app.acme.example';
const WEBHOOK_URL = `${ORIGIN}/api/billing/webhooks/polar`;
const WEEKS_MS = 20 * 86_400_000;

export interface EngineOptions {
  readonly settings?: Partial<Settings>;
  readonly runtime?: Runtime;
  /** @default the first instance's */
  readonly store?: Store;
}

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a JSON body of any route
  readonly body: any;
}

/** Who asks over HTTP. */
interface Session {
  readonly customerId: string;
  readonly userId?: string;
  readonly operator?: boolean;
}

/** One server of the application. */
export interface Engine {
  readonly billing: Billing<typeof catalog>;
  readonly alerts: Alert[];
  readonly warnings: { message: string; fields: LogFields }[];
  /** Any request to the mounted routes. */
  fetch(request: Request): Promise<Response>;
  call(session: Session, path: string, body?: unknown): Promise<Answer>;
  state(customerId: string): Promise<BillingState>;
}

/** Engines over one store, a provider that listens on a port, and one clock that moves both. */
export async function openPromiseWorld(place: StorePlace) {
  const engines: Engine[] = [];
  const others: Store[] = [];
  let created = 0;
  let turn = 0;
  const emulator = await listenPolarEmulator({
    seed: seedFor({ url: WEBHOOK_URL, secret: SECRET }),
    retryScale: 0,
    stateDelayMs: 0,
    // As a load balancer would: whoever is next.
    async deliver(_url, request) {
      turn += 1;
      return { status: (await deliver(request, engines[turn % engines.length])).status };
    },
  });
  const now = () => emulator.clock.now().getTime();
  // Where the store allows several instances, two of them share the work.
  const stores = Array.from({ length: place.kind === 'memory' ? 1 : 2 }, () => place.open({ now }));
  const first = at(stores, 0);

  async function deliver({ headers, body }: { headers: Record<string, string>; body: string }, engine = at(engines, 0)): Promise<Response> {
    return await engine.fetch(new Request(WEBHOOK_URL, { method: 'POST', headers, body }));
  }

  const createEngine = (options: EngineOptions = {}) => openEngine({ store: first, ...options }, emulator.url);
  for (const store of stores) engines.push(createEngine({ store }));
  await Promise.all(stores.map((store) => store.open()));

  /** Waits until every webhook is delivered and applied. */
  async function settle(engine: Engine = at(engines, 0)): Promise<void> {
    await emulator.webhooks.settled();
    for (let round = 0; round < 20; round += 1) {
      await engine.billing.tick();
      if ((await first.inbox.summary()).waiting === 0) return;
      await emulator.clock.advance(2000);
    }
    throw new Error('Webhooks still wait after twenty rounds.');
  }

  /** Buys a tier as a person would: checkout, pay, webhooks. */
  async function subscribe(customerId: string, tier: PaidTier, engine: Engine = at(engines, 0)): Promise<void> {
    const { status, body } = await engine.call({ customerId }, '/checkout', { tier, successUrl: '/done', returnUrl: '/' });
    if (status !== 200) throw new Error(`The checkout was answered with ${status}: ${JSON.stringify(body)}`);
    await emulator.pay(body.checkoutId);
    await settle(engine);
  }

  return {
    ...{ emulator, engines, now, createEngine, deliver, settle, subscribe },
    store: first,
    contents: place.contents,
    /** A store for another installation on the same server, or beside the same file. */
    openInstallation(installation: string): Store {
      const store = place.open({ now, installation });
      others.push(store);
      return store;
    },
    /** An id that nobody else has, with this text in it. All numbers are of one length, so that no id, cut short, is another's. */
    fresh(odd = ''): string {
      created += 1;
      return `${odd}-${String(created).padStart(6, '0')}`;
    },
    engine: (index = 0) => at(engines, index % engines.length),
    advance: (ms: number): Promise<void> => emulator.clock.advance(ms),
    async close(): Promise<void> {
      await Promise.all(engines.map(({ billing }) => billing.stop()));
      await Promise.all(others.map((store) => store.close()));
      await emulator.close();
      await place.close();
    },
  };
}

export type PromiseWorld = Awaited<ReturnType<typeof openPromiseWorld>>;

function openEngine({ store, settings, runtime }: EngineOptions & { readonly store: Store }, polarUrl: string): Engine {
  const alerts: Alert[] = [];
  const warnings: Engine['warnings'] = [];
  const billing = createBilling({
    catalog,
    provider: polar({
      accessToken: 'polar_oat_local',
      webhookSecrets: [SECRET],
      products: PRODUCTS,
      packs: { ten: PACK },
      baseUrl: polarUrl,
    }),
    store,
    allowedOrigins: [ORIGIN],
    // Nothing may be mended by a reading that would have come anyway, and what a test writes behind an engine's back is seen at once.
    settings: { reconcileIntervalMs: WEEKS_MS, snapshotMaxAgeMs: 10 * WEEKS_MS, standingCacheMs: 0, ...settings },
    ...(runtime === undefined ? {} : { runtime }),
    onAlert: (alert) => void alerts.push(alert),
    logger: { info: () => undefined, error: () => undefined, warn: (message, fields = {}) => void warnings.push({ message, fields }) },
  });
  const handle = billingFetch(billing, { identify: ({ headers }) => identityOf(headers.get('authorization')) });

  async function call(session: Session, path: string, body?: unknown): Promise<Answer> {
    const authorization = encodeURIComponent(JSON.stringify(session));
    const request = new Request(`${ORIGIN}/api/billing${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await handle(request);
    return { status: response.status, body: JSON.parse(await response.text()) };
  }

  return {
    ...{ billing, alerts, warnings, call },
    fetch: handle,
    state: async (customerId) => (await call({ customerId }, '/state')).body,
  };
}

// The whole id goes into the address, in letters that every mail server takes: near twins must not share one.
function identityOf(session: string | null): Identity | null {
  if (session === null) return null;
  const { customerId, userId = 'owner', operator = false } = JSON.parse(decodeURIComponent(session)) as Session;
  const letters = Buffer.from(customerId).toString('hex');
  return { customerId, userId, email: `${letters}@acme.example`, name: 'Acme', canManageBilling: true, operator };
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no item ${index}.`);
  return item;
}

/** What became of a call: `ok`, or the code with which it was refused. @throws what is not a refusal */
export async function outcomeOf(work: Promise<unknown>): Promise<'ok' | ErrorCode> {
  try {
    await work;
    return 'ok';
  } catch (error) {
    if (isBillingError(error)) return error.code;
    throw error;
  }
}

/** Where a customer stands with a meter, as people are shown it. @throws Error when it is not shown */
export function meterOf(state: BillingState, meter: Meter): NonNullable<BillingState['meters'][string]> {
  const balance = state.meters[meter];
  if (balance === undefined) throw new Error(`The state shows no ${meter}.`);
  return balance;
}
