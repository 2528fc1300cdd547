import type { Catalog } from '@plimsoll/contract';
import type { Identity } from '@plimsoll/server';
import { billingFetch } from '@plimsoll/server/fetch';
import { answerInProcess } from './answer-in-process.ts';
import { callRoutes } from './call-routes.ts';
import { demoCatalog } from './demo-catalog.ts';
import { createFaultSwitch } from './faults.ts';
import type { MockBackend } from './mock-backend.ts';
import { createMockClock } from './mock-clock.ts';
import { mountHandlers } from './mount-handlers.ts';
import { pressDecline, pressPay } from './press-checkout.ts';
import type { Scenario } from './scenario.ts';
import { type ScenarioName, scenarios } from './scenarios.ts';
import { createSettling } from './settling.ts';
import { PROBE_INTERVAL_MS, pageOrigin, startEngine } from './start-engine.ts';

export interface MockBackendOptions<C extends Catalog = Catalog> {
  /** What is sold. @default what the scenario is about, mostly the plans of a small recruiting tool */
  readonly catalog?: C | undefined;
  /** Where the customer stands at the beginning. @default 'fresh' */
  readonly scenario?: ScenarioName | Scenario | undefined;
  /** Where the billing routes are mounted. @default '/api/billing' */
  readonly basePath?: string | undefined;
  /** Who is signed in; null for nobody. @default the owner of an organisation */
  readonly identity?: Partial<Identity> | null | undefined;
}

const DAY_MS = 86_400_000;
const OWNER: Identity = {
  customerId: 'org_acme',
  userId: 'user_owner',
  email: 'owner@acme.example',
  name: 'Acme',
  canManageBilling: true,
};

/**
 * Starts the real billing engine with a memory store and a Polar of its own in this tab or test, and brings the customer into a situation.
 * @throws BillingError or TypeError when the scenario cannot be played with this catalog
 */
export async function createMockBackend<C extends Catalog = typeof demoCatalog>(
  options: MockBackendOptions<C> = {},
): Promise<MockBackend<C>> {
  const { scenario: chosen = 'fresh' } = options;
  const scenario: Scenario = typeof chosen === 'string' ? scenarios[chosen] : chosen;
  // Without a catalog given, C is the demo's. A scenario with one of its own is about other ids: who wants them typed hands its catalog over.
  const catalog = (options.catalog ?? scenario.catalog ?? demoCatalog) as C;
  const backend = assemble(catalog, scenario, options);
  try {
    await backend.billing.start();
    await scenario.play(backend);
    await backend.settled();
    return backend;
  } catch (error) {
    // Nobody holds it yet who could.
    await backend.dispose();
    throw error;
  }
}

function assemble<C extends Catalog>(catalog: C, scenario: Scenario, options: MockBackendOptions<C>): MockBackend<C> {
  const { basePath = '/api/billing' } = options;
  const identity = options.identity === null ? null : { ...OWNER, ...options.identity };
  const origin = pageOrigin();
  const clock = createMockClock(-(scenario.daysAgo ?? 0) * DAY_MS);
  const { emulator, billing, polarOrigin } = startEngine(catalog, { clock, basePath, trialDays: scenario.trialDays });

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
