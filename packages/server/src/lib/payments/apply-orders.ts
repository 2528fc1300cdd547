import type { ChangeSource } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import { finishBegun } from '../credits/perform-deed.ts';
import type { ProviderOrder } from '../provider.ts';
import { fulfilOrder, isPaid } from './fulfil-order.ts';
import { rowOfOrder } from './payment-row.ts';

/** What the provider says of a customer's orders, all of them or one. */
export interface HeardOrders {
  readonly customerId: string;
  readonly orders: readonly ProviderOrder[];
  /** What brought them, for the audit log. */
  readonly cause: ChangeSource;
}

/**
 * Takes in what the provider says of a customer's orders: prepaid units are granted and taken back, then the orders are kept as payments. Once
 * for each order and refund, whatever is heard how often and in which order. Idempotent.
 */
export async function applyOrders(context: Context, { customerId, orders, cause }: HeardOrders): Promise<void> {
  if (orders.length > 0) await context.tombstones.requireAdmitted(customerId);
  const lost = new Map<string, number>();
  if (orders.some(({ kind }) => kind === 'pack')) await finishBegun(context, customerId);
  for (const order of orders) {
    const units = await fulfilOrder(context, { customerId, order, cause });
    if (units > 0) lost.set(order.id, units);
  }
  // Kept after all that follows from them: what is new here is what nobody was told of.
  const changed = await context.store.payments.upsert(customerId, orders.map(rowOfOrder));
  for (const order of orders.filter(({ id }) => changed.includes(id)))
    tellOfOddities(context, { customerId, order, lost: lost.get(order.id) });
}

function tellOfOddities(
  { alert, catalog, provider }: Context,
  { customerId, order, lost }: { customerId: string; order: ProviderOrder; lost: number | undefined },
): void {
  const { id, kind, item, productId } = order;
  if (lost !== undefined) alert({ priority: 'soon', code: 'credits_not_recovered', context: { customerId, order: id, units: lost } });
  const isUnknown = kind === 'other' || (kind === 'pack' && (item === null || !Object.hasOwn(catalog.packs, item)));
  if (isUnknown && isPaid(order))
    alert({ priority: 'soon', code: 'unmapped_order', context: { customerId, order: id, productId, provider: provider.id } });
}
