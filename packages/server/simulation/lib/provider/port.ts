import { BillingError, type Provider, type ProviderCheckout, type ProviderCustomer, type ProviderEvent } from '../../../src/index.ts';
import type { UsageEvent } from '../../../src/lib/ledger/entry.ts';
import type { ProviderMeter, UsageReceipt } from '../../../src/lib/provider.ts';
import { isPaidTier, METERS } from '../catalog.ts';
import type { Line } from '../engine/line.ts';
import type { World } from '../engine/world.ts';
import type { Watch } from '../oracle/watch.ts';
import type { Checkout, Model, Version } from './model.ts';
import type { SubscriptionLife } from './subscription-life.ts';

export const PROVIDER_ID = 'virtual';
export const SIGNATURE = 'signed-by-the-provider';
// Enough for all instances at once: here a budget would only make histories longer.
const LIMITS = { requestsPerMinute: 6000, usageBatch: 500 };
const CHECKOUT_MS = 3_600_000;

export interface ProviderHouse {
  readonly world: World;
  readonly model: Model;
  readonly life: SubscriptionLife;
  readonly watch: Watch;
  /** Whether it refuses some usage events, and every batch with one of them, for good. */
  readonly refusesUsage: boolean;
}

/** The provider's side of the port, reached over the line of one instance. */
export function providerOver(house: ProviderHouse, line: Line): Provider {
  const { world, model, life } = house;
  const over = <T>(work: () => T): Promise<T> =>
    line(async () => {
      life.runDue();
      return work();
    });
  return {
    ...{ id: PROVIDER_ID, name: 'Virtual', capabilities: { portal: true, usage: true, providerMeters: true }, limits: LIMITS },
    sells: ({ kind, id }) => kind === 'pack' || isPaidTier(id),
    bindCustomer: ({ customerId }) => over(() => ({ providerCustomerId: model.bind(customerId).providerCustomerId })),
    createCheckout: ({ customerId, item }) => over(() => openCheckout(house, customerId, item)),
    readCheckout: (id) => over(() => model.checkouts.get(id) ?? null),
    readCustomer: (customerId) => over(() => readCustomer(house, customerId)),
    readSubscription: (id) => over(() => model.find(id)),
    cancel: (id) => over(() => life.change(id, { cancelAt: requireLive(model, id).periodEnd, scheduledTier: null })),
    resume: (id) => over(() => life.change(requireLive(model, id).id, { cancelAt: null, scheduledTier: null })),
    changeTier: (id, change) => over(() => changeTier(house, id, change)),
    readOrders: (customerId) =>
      over(
        () =>
          model.parties
            .get(customerId)
            ?.orders.map(({ order }) => order)
            .reverse() ?? [],
      ),
    openInvoice: () => over(() => ({ url: 'https://invoices.example' })),
    openPortal: () => over(() => ({ url: 'https://portal.example' })),
    sendUsage: (events) => over(() => takeUsage(house, events)),
    readCredits: async () => [],
    readMeters: (customerId) => over(() => METERS.map((meter) => countMeter(model, customerId, meter))),
    parseWebhook: async ({ header, body }) => {
      if (header('webhook-signature') !== SIGNATURE) throw new BillingError('invalid_signature', 'This is not from the provider.');
      return JSON.parse(new TextDecoder().decode(body)) as ProviderEvent;
    },
    probe: () => over(() => world.trace.note('the provider is probed')),
    verify: () => over(() => []),
  };
}

function openCheckout({ world, model }: ProviderHouse, customerId: string, item: NonNullable<ProviderCheckout['item']>): Checkout {
  const id = model.nextId('checkout');
  const expiresAt = new Date(world.now() + CHECKOUT_MS).toISOString();
  const checkout: Checkout = {
    id,
    url: `https://pay.example/${id}`,
    status: 'open',
    customerId,
    subscriptionId: null,
    item,
    expiresAt,
    madeAt: world.now(),
  };
  model.checkouts.set(id, checkout);
  return checkout;
}

// A reading may come from a copy that lags by seconds; what it lacks is then absent, not wrong.
function readCustomer({ world, model, watch }: ProviderHouse, customerId: string): ProviderCustomer | null {
  const stale = world.dice.chance(world.weather.provider.stale);
  if (stale) model.staleReads += 1;
  const asOf = world.now() - (stale ? world.dice.whole(1, 10_000) : 0);
  watch.customerRead(customerId);
  const party = model.parties.get(customerId);
  if (party === undefined || party.boundAt > asOf) return null;
  const { providerCustomerId, subscriptions, orders } = party;
  const seen = [...subscriptions.values()].flatMap(
    (versions: Version[]) => versions.findLast(({ madeAt }) => madeAt <= asOf)?.statement ?? [],
  );
  return {
    providerCustomerId,
    subscriptions: seen.reverse(),
    orders: orders.filter(({ madeAt }) => madeAt <= asOf).map(({ order }) => order),
  };
}

function requireLive(model: Model, id: string) {
  const subscription = model.find(id);
  if (subscription === null || subscription.status === 'ended') throw new BillingError('change_not_possible', 'The subscription is over.');
  return subscription;
}

function changeTier({ world, model, life }: ProviderHouse, id: string, { tier, when }: { tier: string; when: 'now' | 'period_end' }) {
  requireLive(model, id);
  if (when === 'period_end') return life.change(id, { scheduledTier: tier, cancelAt: null });
  if (world.dice.chance(0.1)) throw new BillingError('payment_failed', 'The card was declined.');
  return life.change(id, { tier, productId: `product-${tier}`, scheduledTier: null, cancelAt: null });
}

function takeUsage({ model, watch, refusesUsage }: ProviderHouse, events: readonly UsageEvent[]): UsageReceipt {
  watch.usageSent(events);
  if (refusesUsage && events.some(isRefused)) throw new BillingError('provider_rejected', 'One of these events is not acceptable.');
  const news = events.filter(({ id }) => !model.usage.has(id));
  for (const event of news) model.usage.set(event.id, event);
  return { inserted: news.length, duplicates: events.length - news.length };
}

function countMeter({ usage }: Model, customerId: string, meter: string): ProviderMeter {
  const own = [...usage.values()].filter((event) => event.customerId === customerId && event.meter === meter);
  return { meter, sums: 'units', counted: own.reduce((sum, { units }) => sum + units, 0), since: null };
}

/** What a provider that refuses some usage does not take. */
export function isRefused({ units }: Pick<UsageEvent, 'units'>): boolean {
  return units === 7;
}
