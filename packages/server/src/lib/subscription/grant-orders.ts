import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { ProviderOrder } from '../provider.ts';

/** Grants the units of paid packs, each order once whatever is heard how often: the order's id is the grant's. */
export async function grantOrders(
  { catalog, coalescer, level, logger }: Context,
  customerId: string,
  orders: readonly ProviderOrder[],
): Promise<void> {
  for (const { id, pack } of orders) {
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
