import { BillingError, type PaymentStatus } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { ProviderOrder } from '../provider.ts';

// What was refunded was paid before.
const PAID: readonly PaymentStatus[] = ['paid', 'refunded', 'partly_refunded'];

/** Grants the units of paid packs, each order once whatever is heard how often: the order's id is the grant's. */
export async function grantOrders(
  { catalog, coalescer, level, logger }: Context,
  customerId: string,
  orders: readonly ProviderOrder[],
): Promise<void> {
  for (const { id, kind, item: pack, status } of orders) {
    if (kind !== 'pack' || pack === null || !PAID.includes(status)) continue;
    const sold = catalog.packs[pack];
    if (sold === undefined) {
      logger.warn('an order of a pack that the catalog does not have was not granted', { customerId, order: id, pack });
      continue;
    }
    const { meter, units } = sold;
    const result = await coalescer.submit({ kind: 'grant', customerId, meter, units, id: `order:${id}` });
    if (result.ok) level.note(result.entry);
    else if (result.reason !== 'conflict') throw new BillingError('internal', `The order ${id} could not be granted: ${result.reason}.`);
  }
}
