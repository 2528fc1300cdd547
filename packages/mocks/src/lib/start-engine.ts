import type { Catalog } from '@plimsoll/contract';
import { createPolarEmulator, type Deliver, type PolarEmulator } from '@plimsoll/polar-emulator';
import { type Billing, createBilling } from '@plimsoll/server';
import { billingFetch } from '@plimsoll/server/fetch';
import { memoryStore } from '@plimsoll/server/memory';
import { polar } from '@plimsoll/server/polar';
import { type MockClock, mockRuntime } from './mock-clock.ts';
import { planPolar } from './polar-seed.ts';

/** How often the engine asks a Polar that is away, in milliseconds. */
export const PROBE_INTERVAL_MS = 5_000;

const WEBHOOK_SECRET = `whsec_${btoa('the secret of a mock, known to all')}`;
let backends = 0;

/** The engine and the Polar that it talks to. */
export interface Engine<C extends Catalog> {
  readonly emulator: PolarEmulator;
  readonly billing: Billing<C>;
  readonly polarOrigin: string;
}

export interface EngineOptions {
  readonly clock: MockClock;
  /** Where the billing routes are mounted. */
  readonly basePath: string;
  /** Days that every tier can be tried for. */
  readonly trialDays: number | undefined;
}

/** Puts the real engine together with a memory store and an emulator, all on one clock; webhooks come back in process. */
export function startEngine<C extends Catalog>(catalog: C, { clock, basePath, trialDays }: EngineOptions): Engine<C> {
  backends += 1;
  // Each has an address of its own, so that several can live in one tab.
  const polarOrigin = `https://polar-${backends}.emulator.test`;
  const webhook = { url: `${pageOrigin()}${basePath}/webhooks/polar`, secret: WEBHOOK_SECRET };
  const { seed, ...sold } = planPolar(catalog, { trialDays, webhook });
  // The billing handler is made of the engine, which is made of the emulator: this ends the circle.
  const deliver: Deliver = (url, { headers, body }) => receive(new Request(url, { method: 'POST', headers, body }));
  const emulator = createPolarEmulator({ baseUrl: polarOrigin, seed, clock, deliver });
  const billing = createBilling({
    catalog,
    provider: polar({ accessToken: emulator.accessToken, webhookSecrets: [WEBHOOK_SECRET], ...sold, baseUrl: polarOrigin }),
    store: memoryStore({ now: () => emulator.clock.now().getTime() }),
    allowedOrigins: [pageOrigin()],
    // Stories move the clock and look at once.
    settings: { probeIntervalMs: PROBE_INTERVAL_MS, standingCacheMs: 0 },
    runtime: mockRuntime(clock),
  });
  const receive = billingFetch(billing, { basePath, identify: () => null });
  return { emulator, billing, polarOrigin };
}

/** The origin of this page, and of the application that the engine serves. A test without a page has no location. */
export function pageOrigin(): string {
  const origin = globalThis.location?.origin;
  return origin === undefined || origin === 'null' ? 'http://localhost' : origin;
}
