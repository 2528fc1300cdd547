import { declineCheckout, payCheckout } from './checkout/pay-checkout.ts';
import { createControlRoutes } from './control.ts';
import type { Core } from './core.ts';
import { createRuntime, type Runtime } from './create-runtime.ts';
import { findByExternalId } from './customers.ts';
import { toNumber } from './decimal.ts';
import { defaultSeed } from './default-seed.ts';
import type { Checkout } from './entities/billing.ts';
import { notFound } from './http/api-error.ts';
import { createDispatcher } from './http/dispatch.ts';
import { listDeliveries, listEvents } from './observe.ts';
import { checkoutPages, successUrl } from './pages/checkout.ts';
import { homePages } from './pages/home.ts';
import { portalPages } from './pages/portal.ts';
import type { MeterUsage, PolarEmulator, PolarEmulatorOptions } from './polar-emulator.ts';
import { apiRoutes } from './routes/all-routes.ts';
import { createWebhookRoutes } from './routes/webhooks.ts';
import { findCustomerMeter, readMeter } from './usage/customer-meters.ts';
import { addEndpoint } from './webhooks/endpoints.ts';

/** Creates a Polar of your own: in memory, with its clock at real time. Throws when `load` is not a dump. */
export function createPolarEmulator(options: PolarEmulatorOptions = {}): PolarEmulator {
  const seed = options.seed ?? defaultSeed;
  const runtime = createRuntime(options, seed);
  const { core } = runtime;
  const routes = [
    ...apiRoutes,
    ...createWebhookRoutes(runtime.redeliver),
    ...checkoutPages,
    ...portalPages,
    ...homePages,
    ...createControlRoutes(() => emulator),
  ];
  const dispatcher = createDispatcher({ core, routes, beforeEach: runtime.catchUp });

  const emulator: PolarEmulator = {
    accessToken: core.accessToken,
    fetch: dispatcher.fetch,
    clock: {
      now: () => new Date(core.clock.now()),
      advance: async (ms) => runtime.advanceTo(core.clock.now() + ms),
      advanceTo: async (instant) => runtime.advanceTo(new Date(instant).getTime()),
    },
    faults: { set: core.faults.set, clear: core.faults.clear },
    events: () => listEvents(core.world),
    usage: (externalCustomerId, meterId) => readUsage(core, externalCustomerId, meterId),
    setMeterLag(ms) {
      core.meterLagMs = ms;
    },
    requests: dispatcher.requests,
    webhooks: webhookFace(runtime),
    ...checkoutFace(runtime),
    failNextPayment(externalCustomerId, times = 1) {
      core.world.declines.set(externalCustomerId, times);
      core.changed();
    },
    reset: (next) => runtime.reset(next ?? seed),
    dump: runtime.dump,
    setBaseUrl(baseUrl) {
      core.baseUrl = baseUrl;
    },
  };
  return emulator;
}

function readUsage(core: Core, externalCustomerId: string, meterId: string): MeterUsage {
  const customer = findByExternalId(core, externalCustomerId);
  const row = customer === undefined ? undefined : findCustomerMeter(core, customer.id, meterId);
  if (row === undefined) return { consumed: 0, credited: 0, balance: 0 };
  const { consumed, credited, balance } = readMeter(core, row);
  return { consumed: toNumber(consumed), credited, balance: toNumber(balance) };
}

function webhookFace({ core, redeliver, settled }: Runtime): PolarEmulator['webhooks'] {
  return {
    deliveries: () => listDeliveries(core.world),
    redeliver,
    settled,
    addEndpoint: (endpoint) => addEndpoint(core, endpoint),
    endpoints: () => [...core.world.endpoints.values()],
  };
}

function checkoutFace({ core, catchUp }: Runtime): Pick<PolarEmulator, 'pay' | 'decline'> {
  function find(id: string): Checkout {
    catchUp();
    const checkout = core.world.checkouts.get(id);
    if (checkout === undefined) throw notFound();
    return checkout;
  }

  return {
    async pay(checkoutId, buyer) {
      const checkout = find(checkoutId);
      payCheckout(core, checkout, buyer);
      return { status: checkout.status, redirectUrl: successUrl(core, checkout) };
    },
    async decline(checkoutId) {
      const checkout = find(checkoutId);
      declineCheckout(core, checkout);
      return { status: checkout.status, redirectUrl: null };
    },
  };
}
