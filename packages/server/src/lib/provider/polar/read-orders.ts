import { listOrders } from '@polar-sh/sdk/2026-10/services/orders';
import type { ProviderOrder } from '../../provider.ts';
import type { PolarCall } from './client.ts';
import { mapOrder } from './map-order.ts';
import type { ProductMap } from './product-map.ts';

const PAGE_SIZE = 100;
const MOST_PAGES = 10;

/** The customer's orders, newest first; the thousand newest of more. */
export async function readOrders({ core, request }: PolarCall, customerId: string, products: ProductMap): Promise<ProviderOrder[]> {
  const found: ProviderOrder[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = { external_customer_id: customerId, page, limit: PAGE_SIZE };
    const { items, pagination } = await listOrders(core)(query, request());
    for (const item of items) {
      const mapped = mapOrder(item, products);
      // A filter that was not understood would give other people's orders.
      if (mapped?.owner.customerId === customerId) found.push(mapped.order);
    }
    if (page >= pagination.max_page) break;
  }
  return found;
}
