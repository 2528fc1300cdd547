import { listCustomerMeters } from '@polar-sh/sdk/2026-10/services/customer_meters';
import * as v from 'valibot';
import type { ProviderCredit } from '../../provider.ts';
import type { PolarCall } from './client.ts';
import { CreditedMeter, mapCredit } from './map-credit.ts';
import type { ProductMap } from './product-map.ts';

const PAGE_SIZE = 100;

const Clause = v.object({ property: v.literal('name'), operator: v.literal('eq'), value: v.string() });
const Filter = v.object({ clauses: v.strictTuple([Clause]) });
const Row = v.object({ ...CreditedMeter.entries, meter: v.object({ filter: v.unknown() }) });
const Page = v.object({ items: v.array(Row) });

/** What Polar has credited to a customer. There is no row, and nothing is stated, before the first credit or event. */
export async function readCredits({ core, request }: PolarCall, customerId: string, products: ProductMap): Promise<ProviderCredit[]> {
  const page = await listCustomerMeters(core)({ external_customer_id: customerId, limit: PAGE_SIZE }, request());
  return v.parse(Page, page).items.map((row) => ({ ...mapCredit(row), meter: meterOf(row.meter.filter, products) }));
}

// A filter with more to it counts some of our events only.
function meterOf(filter: unknown, products: ProductMap): string | null {
  return v.is(Filter, filter) ? products.meterOf(filter.clauses[0].value) : null;
}
