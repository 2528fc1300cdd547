import type { Provider } from '../../provider.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import { checkOptions } from './check-options.ts';
import { createPolarClient, type PolarCall } from './client.ts';
import type { PolarOptions } from './options.ts';
import { parseWebhook } from './parse-webhook.ts';
import { createProductMap } from './product-map.ts';
import type { SubscriptionDesk } from './subscription-desk.ts';
import { createKeyRing } from './webhook-keys.ts';

type Acts = typeof import('./acts.ts');

// Polar names no limit for a batch; so many events stay far below the size of a request.
const USAGE_BATCH = 500;

/**
 * Polar (API version 2026-10) as payment provider.
 * @throws TypeError that names every missing or malformed option at once
 */
export function polar(options: PolarOptions): Provider {
  const settings = checkOptions(options);
  const products = createProductMap(settings);
  const keys = createKeyRing(settings.webhookSecrets);
  const client = createPolarClient(settings, systemRuntime);
  const { id, name } = settings;

  let loading: Promise<Acts> | undefined;
  function run<Result>(act: string, work: (acts: Acts, call: PolarCall) => Promise<Result>): Promise<Result> {
    return client.run(act, async (call) => {
      loading ??= import('./acts.ts');
      return await work(await loading, call);
    });
  }
  const onSubscription = <Result>(act: string, subscriptionId: string, work: (acts: Acts, desk: SubscriptionDesk) => Promise<Result>) =>
    run(act, (acts, call) => work(acts, acts.openSubscription(call, subscriptionId, products)));

  return {
    id,
    name,
    capabilities: { portal: true, usage: true, providerMeters: true, payments: true, invoices: true, credits: true },
    limits: { requestsPerMinute: settings.requestsPerMinute, usageBatch: USAGE_BATCH },
    sells: (item) => products.sells(item),
    bindCustomer: (person) => run('bind customer', (acts, call) => acts.bindCustomer(call, person)),
    createCheckout: (request) => run('create checkout', (acts, call) => acts.createCheckout(call, request, products)),
    readCheckout: (checkoutId) => run('read checkout', (acts, call) => acts.readCheckout(call, checkoutId, products)),
    readCustomer: (customerId) => run('read customer', (acts, call) => acts.readCustomer(call, customerId, products)),
    readOrders: (customerId) => run('read orders', (acts, call) => acts.readOrders(call, customerId, products)),
    readSubscription: (subscriptionId) => run('read subscription', (acts, call) => acts.readSubscription(call, subscriptionId, products)),
    cancel: (subscriptionId, reason) => onSubscription('cancel', subscriptionId, (acts, desk) => acts.cancel(desk, reason)),
    resume: (subscriptionId) => onSubscription('resume', subscriptionId, (acts, desk) => acts.resume(desk)),
    changeTier: (subscriptionId, change) =>
      onSubscription('change tier', subscriptionId, (acts, desk) => acts.changeTier(desk, change, products)),
    openPortal: (request) => run('open portal', (acts, call) => acts.openPortal(call, request)),
    openInvoice: (request) => run('open invoice', (acts, call) => acts.openInvoice(call, request)),
    sendUsage: (events) => run('send usage', (acts, call) => acts.sendUsage(call, { events, now: systemRuntime.now() }, products)),
    parseWebhook: (delivery) => parseWebhook(delivery, { provider: id, keys, products }),
    readMeters: (customerId) => run('read meters', (acts, call) => acts.readMeters(call, customerId, products)),
    readCredits: (customerId) => run('read credits', (acts, call) => acts.readCredits(call, customerId, products)),
    probe: () => run('probe', (acts, call) => acts.probe(call)),
    heardDate: client.heardDate,
    verify: (catalog) => run('verify setup', (acts, call) => acts.verifySetup(call, catalog, products)),
  };
}
