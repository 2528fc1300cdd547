import type { Provider } from '../../provider.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import { bindCustomer } from './bind-customer.ts';
import { cancel } from './cancel.ts';
import { changeTier } from './change-tier.ts';
import { checkOptions } from './check-options.ts';
import { createPolarClient } from './client.ts';
import { createCheckout } from './create-checkout.ts';
import { openPortal } from './open-portal.ts';
import type { PolarOptions } from './options.ts';
import { parseWebhook } from './parse-webhook.ts';
import { probe } from './probe.ts';
import { createProductMap } from './product-map.ts';
import { readCheckout } from './read-checkout.ts';
import { readCustomer } from './read-customer.ts';
import { readSubscription } from './read-subscription.ts';
import { resume } from './resume.ts';
import { sendUsage } from './send-usage.ts';
import { openSubscription, type SubscriptionDesk } from './subscription-desk.ts';
import { verifySetup } from './verify-setup.ts';
import { createKeyRing } from './webhook-keys.ts';

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

  const onSubscription = <Result>(act: string, subscriptionId: string, work: (desk: SubscriptionDesk) => Promise<Result>) =>
    client.run(act, async (call) => work(openSubscription(call, subscriptionId, products)));

  return {
    id,
    name,
    capabilities: { portal: true, usage: true },
    sells: (item) => products.sells(item),
    bindCustomer: (person) => client.run('bind customer', (call) => bindCustomer(call, person)),
    createCheckout: (request) => client.run('create checkout', (call) => createCheckout(call, request, products)),
    readCheckout: (checkoutId) => client.run('read checkout', (call) => readCheckout(call, checkoutId, products)),
    readCustomer: (customerId) => client.run('read customer', (call) => readCustomer(call, customerId, products)),
    readSubscription: (subscriptionId) => client.run('read subscription', (call) => readSubscription(call, subscriptionId, products)),
    cancel: (subscriptionId, reason) => onSubscription('cancel', subscriptionId, (desk) => cancel(desk, reason)),
    resume: (subscriptionId) => onSubscription('resume', subscriptionId, resume),
    changeTier: (subscriptionId, change) => onSubscription('change tier', subscriptionId, (desk) => changeTier(desk, change, products)),
    openPortal: (request) => client.run('open portal', (call) => openPortal(call, request)),
    sendUsage: (events) => client.run('send usage', (call) => sendUsage(call, { events, now: systemRuntime.now() }, products)),
    parseWebhook: (delivery) => parseWebhook(delivery, { provider: id, keys, products }),
    probe: () => client.run('probe', probe),
    verify: (catalog) => client.run('verify setup', (call) => verifySetup(call, catalog, products)),
  };
}
