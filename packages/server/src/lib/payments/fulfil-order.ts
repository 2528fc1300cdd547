import { BillingError, type PaymentStatus, refundedUnits } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { ProviderOrder } from '../provider.ts';

// What was refunded was paid before.
const PAID: readonly PaymentStatus[] = ['paid', 'refunded', 'partly_refunded'];

/** Whether money came in for an order, whatever became of it since. */
export function isPaid({ status }: Pick<ProviderOrder, 'status'>): boolean {
  return PAID.includes(status);
}

/** Units that an order granted. */
interface Granted {
  readonly meter: string;
  readonly units: number;
}

/**
 * Grants the units of a paid pack, and takes back what was refunded of it: each once, by the order's id. Gives how many of the refunded
 * units were not left to be taken.
 */
export async function fulfilOrder(context: Context, customerId: string, order: ProviderOrder): Promise<number> {
  if (order.kind !== 'pack' || !isPaid(order)) return 0;
  const granted = await grantPack(context, customerId, order);
  if (granted === null) return 0;
  const { amount, refundedAmount, status } = order;
  const units = status === 'refunded' ? granted.units : refundedUnits({ units: granted.units, amount, refunded: refundedAmount });
  return units === 0 ? 0 : await takeBack(context, { customerId, order: order.id, meter: granted.meter, units });
}

async function grantPack({ catalog, coalescer, level, store }: Context, customerId: string, order: ProviderOrder): Promise<Granted | null> {
  const sold = Object.hasOwn(catalog.packs, order.item ?? '') ? catalog.packs[order.item ?? ''] : undefined;
  const id = `order:${order.id}`;
  if (sold !== undefined) {
    const { meter, units } = sold;
    const result = await coalescer.submit({ kind: 'grant', customerId, meter, units, id });
    if (result.ok) {
      level.note(result.entry);
      return { meter, units };
    }
    if (result.reason !== 'conflict') throw new BillingError('internal', `The order ${order.id} could not be granted: ${result.reason}.`);
  }
  // The pack holds another number of units by now, or is not sold any more; what was granted then still counts.
  const earlier = await store.ledger.readEntry({ customerId, id });
  return earlier?.kind === 'grant' ? { meter: earlier.meter, units: earlier.requested } : null;
}

async function takeBack(
  { coalescer, level }: Context,
  { customerId, order, meter, units }: { customerId: string; order: string; meter: string; units: number },
): Promise<number> {
  const result = await coalescer.submit({ kind: 'revoke', customerId, meter, units, id: `refund:${order}` });
  if (!result.ok) throw new BillingError('internal', `The units of the refunded order ${order} could not be taken back: ${result.reason}.`);
  if (!result.repeated) level.note(result.entry);
  return result.entry.requested - result.entry.units;
}
