import { listCustomerMeters } from '@polar-sh/sdk/2026-10/services/customer_meters';
import { listMeters } from '@polar-sh/sdk/2026-10/services/meters';
import { listSubscriptions } from '@polar-sh/sdk/2026-10/services/subscriptions';
import * as v from 'valibot';
import type { ProviderMeter } from '../../provider.ts';
import type { PolarCall } from './client.ts';
import { Instant } from './instant.ts';
import type { ProductMap } from './product-map.ts';

// More meters than this, or more live subscriptions of one customer, and the rest is not stated.
const PAGE_SIZE = 100;

const Page = <S extends v.GenericSchema>(item: S) => v.object({ items: v.array(item) });
const Clause = v.object({ property: v.literal('name'), operator: v.literal('eq'), value: v.string() });
const Meter = v.object({
  id: v.string(),
  // A filter with more to it counts some of our events only, nobody can say which.
  filter: v.object({ clauses: v.strictTuple([Clause]) }),
  aggregation: v.object({ func: v.literal('sum'), property: v.picklist(['units', 'billable_units']) }),
});
const CustomerMeter = v.object({ meter_id: v.string(), consumed_units: v.number() });
const Subscription = v.object({
  current_period_start: Instant,
  current_meter_period_start: v.nullish(Instant),
  meters: v.array(v.object({ meter_id: v.string() })),
});

/**
 * What Polar has counted for a customer. It starts a meter afresh with each period of a subscription that prices it; any other counts on.
 * A meter that has counted nothing yet is stated as zero, since that is what a customer looks like of whom Polar lost everything.
 */
export async function readMeters({ core, request }: PolarCall, customerId: string, products: ProductMap): Promise<ProviderMeter[]> {
  const of = { external_customer_id: customerId, limit: PAGE_SIZE };
  const meters = v.parse(Page(v.unknown()), await listMeters(core)({ is_archived: false, limit: PAGE_SIZE }, request())).items;
  const rows = v.parse(Page(CustomerMeter), await listCustomerMeters(core)(of, request())).items;
  const live = v.parse(Page(Subscription), await listSubscriptions(core)({ ...of, active: true }, request())).items;
  return meters
    .filter((meter) => v.is(Meter, meter))
    .flatMap(({ id, filter, aggregation }) => {
      const meter = products.meterOf(filter.clauses[0].value);
      if (meter === null) return [];
      const pricing = live.find((subscription) => subscription.meters.some(({ meter_id }) => meter_id === id));
      return {
        meter,
        sums: aggregation.property === 'units' ? 'units' : 'billableUnits',
        counted: rows.find(({ meter_id }) => meter_id === id)?.consumed_units ?? 0,
        since: pricing === undefined ? null : (pricing.current_meter_period_start ?? pricing.current_period_start),
      };
    });
}
