import { listSubscriptions } from '@polar-sh/sdk/2026-10/services/subscriptions';
import type { ProviderCustomer, ProviderSubscription } from '../../provider.ts';
import type { PolarCall } from './client.ts';
import { findCustomer } from './find-customer.ts';
import { mapSubscription } from './map-subscription.ts';
import type { ProductMap } from './product-map.ts';
import { readOrders } from './read-orders.ts';

const PAGE_SIZE = 100;
// Newest come first, so what lies beyond is long over and nothing is lost by not stating it.
const MOST_PAGES = 10;

/** Reads the records themselves: the customer state that Polar keeps in a cache lists neither ended nor past-due subscriptions. */
export async function readCustomer(call: PolarCall, customerId: string, products: ProductMap): Promise<ProviderCustomer | null> {
  const providerCustomerId = await findCustomer(call, customerId);
  if (providerCustomerId === null) return null;
  const subscriptions = await readSubscriptions(call, customerId, products);
  // A filter that was not understood would give other people's subscriptions.
  return {
    providerCustomerId,
    subscriptions: subscriptions.filter((subscription) => subscription.providerCustomerId === providerCustomerId),
    // Without packs nothing is granted by an order, and the list of payments is read when somebody looks at it.
    orders: products.hasPacks ? await readOrders(call, customerId, products) : [],
  };
}

async function readSubscriptions({ core, request }: PolarCall, customerId: string, products: ProductMap): Promise<ProviderSubscription[]> {
  const found: ProviderSubscription[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { items, pagination } = await listSubscriptions(core)({ external_customer_id: customerId, page, limit: PAGE_SIZE }, request());
    found.push(...items.map((item) => mapSubscription(item, products)));
    if (page >= pagination.max_page) break;
  }
  return found;
}
