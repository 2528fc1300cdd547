import { listOrders } from '@polar-sh/sdk/2026-10/services/orders';
import * as v from 'valibot';
import type { ProviderOrder } from '../../provider.ts';
import type { PolarCall } from './client.ts';
import type { ProductMap } from './product-map.ts';

const PAGE_SIZE = 100;
const MOST_PAGES = 10;

// A refunded order was paid too: what was granted for it is taken back elsewhere, not forgotten here.
const PAID = ['paid', 'refunded', 'partially_refunded'];

const OrderBody = v.looseObject({ id: v.string(), status: v.string(), product_id: v.nullish(v.string()) });

/** The customer's paid orders of credit packs. Asks nothing when no pack is sold. */
export async function readOrders({ core, request }: PolarCall, customerId: string, products: ProductMap): Promise<ProviderOrder[]> {
  if (!products.hasPacks) return [];
  const found: ProviderOrder[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = { external_customer_id: customerId, product_billing_type: 'one_time', page, limit: PAGE_SIZE } as const;
    const { items, pagination } = await listOrders(core)(query, request());
    for (const { id, status, product_id } of v.parse(v.array(OrderBody), items)) {
      const pack = products.packOf(product_id ?? '');
      if (pack !== null && PAID.includes(status)) found.push({ id, pack });
    }
    if (page >= pagination.max_page) break;
  }
  return found;
}
