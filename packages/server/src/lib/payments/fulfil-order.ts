import { BillingError, type PaymentStatus, refundedUnits } from '@plimsoll/contract';
import type { ChangeSource } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import { performDeed } from '../credits/perform-deed.ts';
import type { Entry } from '../ledger/entry.ts';
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

/** An order of a customer, and what brought it. */
interface HeardOrder {
  readonly customerId: string;
  readonly order: ProviderOrder;
  readonly cause: ChangeSource;
}

/**
 * Grants the units of a paid pack, and takes back what was refunded of it: each once, by the order's id, with a row of the audit log. Gives
 * how many of the refunded units were not left to be taken.
 */
export async function fulfilOrder(context: Context, heard: HeardOrder): Promise<number> {
  const { order } = heard;
  if (order.kind !== 'pack' || !isPaid(order)) return 0;
  const granted = await grantPack(context, heard);
  if (granted === null) return 0;
  const { amount, refundedAmount, status } = order;
  const units = status === 'refunded' ? granted.units : refundedUnits({ units: granted.units, amount, refunded: refundedAmount });
  return units === 0 ? 0 : await takeBack(context, heard, { meter: granted.meter, units });
}

async function grantPack(context: Context, { customerId, order, cause }: HeardOrder): Promise<Granted | null> {
  const id = `order:${order.id}`;
  // The pack may hold another number of units by now, or is not sold any more; what was granted then still counts.
  const earlier = await context.store.ledger.readEntry({ customerId, id });
  if (earlier !== null) return grantedBy(earlier);
  const { packs } = context.catalog;
  const sold = Object.hasOwn(packs, order.item ?? '') ? packs[order.item ?? ''] : undefined;
  // What was granted in a former life, before the customer was erased, was used or given up then.
  if (sold === undefined || (await context.tombstones.wasGranted(customerId, order.id))) return null;
  const { meter, units } = sold;
  const result = await performDeed(context, { ...noteOf(order, cause), kind: 'grant', customerId, meter, units, id });
  if (!result.ok) throw new BillingError('internal', `The order ${order.id} could not be granted: ${result.reason}.`);
  return grantedBy(result.entry);
}

async function takeBack(context: Context, { customerId, order, cause }: HeardOrder, { meter, units }: Granted): Promise<number> {
  const id = `refund:${order.id}`;
  const isDone = ({ requested }: Entry) => requested >= units;
  const earlier = await context.store.ledger.readEntry({ customerId, id });
  if (earlier !== null && isDone(earlier)) return earlier.requested - earlier.units;
  const result = await performDeed(context, { ...noteOf(order, cause), kind: 'revoke', customerId, meter, units, id }, isDone);
  if (result.ok) return result.entry.requested - result.entry.units;
  throw new BillingError('internal', `The units of the refunded order ${order.id} could not be taken back: ${result.reason}.`);
}

function grantedBy({ kind, meter, requested }: Entry): Granted | null {
  return kind === 'grant' ? { meter, units: requested } : null;
}

function noteOf(order: ProviderOrder, source: ChangeSource) {
  return { source, reason: null, detail: { order: order.id } };
}
