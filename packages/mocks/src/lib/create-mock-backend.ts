import type { Catalog } from '@plimsoll/contract';
import { createPolarEmulator, type Deliver, type PolarEmulator } from '@plimsoll/polar-emulator';
import { type Billing, createBilling, type Identity } from '@plimsoll/server';
import { billingFetch } from '@plimsoll/server/fetch';
import { memoryStore } from '@plimsoll/server/memory';
import { polar } from '@plimsoll/server/polar';
import { answerInProcess } from './answer-in-process.ts';
import { callRoutes } from './call-routes.ts';
import { demoCatalog } from './demo-catalog.ts';
import { createFaultSwitch } from './faults.ts';
import type { MockBackend } from './mock-backend.ts';
import { createMockClock, type MockClock, mockRuntime } from './mock-clock.ts';
import { mountHandlers } from './mount-handlers.ts';
import { planPolar } from './polar-seed.ts';
import { pressDecline, pressPay } from './press-checkout.ts';
import type { Scenario } from './scenario.ts';
import { type ScenarioName, scenarios } from './scenarios.ts';
import { createSettling } from './settling.ts';

export interface MockBackendOptions<C extends Catalog = Catalog> {
  /** What is sold. @default the plans of a small recruiting tool */
  readonly catalog?: C | undefined;
  /** Where the customer stands at the beginning. @default 'fresh' */
  readonly scenario?: ScenarioName | Scenario | undefined;
  /** Where the billing routes are mounted. @default '/api/billing' */
  readonly basePath?: string | undefined;
  /** Who is signed in; null for nobody. @default the owner of an organisation */
  readonly identity?: Partial<Identity> | null | undefined;
}

const DAY_MS = 86_400_000;
const PROBE_INTERVAL_MS = 5_000;
const WEBHOOK_SECRET = `whsec_${btoa('the secret of a mock, known to all')}`;
const OWNER: Identity = {
  customerId: 'org_acme',
  userId: 'user_owner',
  email: 'owner@acme.example',
  name: 'Acme',
  canManageBilling: true,
};
let backends = 0;

/**
 * Starts the real billing engine with a memory store and a Polar of its own in this tab or test, and brings the customer into a situation.
 * @throws BillingError or TypeError when the scenario cannot be played with this catalog
 */
export async function createMockBackend<C extends Catalog = typeof demoCatalog>(options: MockBackendOptions<C> = {}): Promise<MockBackend<C>> {
  // Without a catalog given, C is the demo's.
  const catalog = (options.catalog ?? demoCatalog) as C;
  const { scenario: chosen = 'fresh' } = options;
  const scenario: Scenario = typeof chosen === 'string' ? scenarios[chosen] : chosen;
  const backend = assemble(catalog, scenario, options);
  await backend.billing.start();
  await scenario.play(backend);
  await backend.settled();
  return backend;
}

function assemble<C extends Catalog>(catalog: C, scenario: Scenario, options: MockBackendOptions<C>): MockBackend<C> {
  const { basePath = '/api/billing' } = options;
  const identity = options.identity === null ? null : { ...OWNER, ...options.identity };
  const origin = pageOrigin();
  const clock = createMockClock(-(scenario.daysAgo ?? 0) * DAY_MS);
  const { emulator, billing, polarOrigin } = startEngine(catalog, scenario, { clock, webhookRoot: origin + basePath });

  const answer = billingFetch(billing, { basePath, identify: () => identity });
  const manager: Identity = { ...(identity ?? OWNER), canManageBilling: true, operator: true };
  const call = callRoutes(origin + basePath, billingFetch(billing, { basePath, identify: () => manager }));
  const { settled, notice, advance } = createSettling({ clock, emulator, billing, call, probeIntervalMs: PROBE_INTERVAL_MS });
  const { faults, letThrough } = createFaultSwitch({ emulator, notice });
  const disconnect = answerInProcess(polarOrigin, emulator.fetch);

  return {
    handlers: mountHandlers({ basePath, polarOrigin, answer, polar: emulator.fetch, letThrough }),
    ...{ catalog, basePath, billing, emulator, identity, faults, call, advance, settled },
    async subscribe(tier) {
      const { checkoutId } = await call('POST /checkout', { tier, successUrl: '/', returnUrl: '/' });
      await pressPay(emulator, checkoutId);
      await settled();
      await call('POST /checkout/sync', { checkoutId });
    },
    async spend(meter, units = 1) {
      await billing.usage.spend({ customerId: manager.customerId, userId: manager.userId, meter, units });
    },
    pay: (checkout) => pressPay(emulator, checkout),
    decline: (checkout) => pressDecline(emulator, checkout),
    async dispose() {
      disconnect();
      await billing.stop();
    },
  };
}

interface Engine<C extends Catalog> {
  readonly emulator: PolarEmulator;
  readonly billing: Billing<C>;
  readonly polarOrigin: string;
}

function startEngine<C extends Catalog>(catalog: C, scenario: Scenario, { clock, webhookRoot }: { clock: MockClock; webhookRoot: string }): Engine<C> {
  backends += 1;
  // Each has an address of its own, so that several can live in one tab.
  const polarOrigin = `https://polar-${backends}.emulator.test`;
  const webhook = { url: `${webhookRoot}/webhooks/polar`, secret: WEBHOOK_SECRET };
  const { seed, products, packs } = planPolar(catalog, { trialDays: scenario.trialDays, webhook });
  // The billing handler is made of the engine, which is made of the emulator: this ends the circle.
  const deliver: Deliver = (url, { headers, body }) => receive(new Request(url, { method: 'POST', headers, body }));
  const emulator = createPolarEmulator({ baseUrl: polarOrigin, seed, clock, deliver });
  const billing = createBilling({
    catalog,
    provider: polar({ accessToken: emulator.accessToken, webhookSecrets: [WEBHOOK_SECRET], products, packs, baseUrl: polarOrigin }),
    store: memoryStore({ now: () => emulator.clock.now().getTime() }),
    allowedOrigins: [pageOrigin()],
    settings: { probeIntervalMs: PROBE_INTERVAL_MS },
    runtime: mockRuntime(clock),
  });
  const receive = billingFetch(billing, { basePath: new URL(webhookRoot).pathname, identify: () => null });
  return { emulator, billing, polarOrigin };
}

// A test without a page has no location.
function pageOrigin(): string {
  const origin = globalThis.location?.origin;
  return origin === undefined || origin === 'null' ? 'http://localhost' : origin;
}
