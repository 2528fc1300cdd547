import type { Payment, PaymentStatus } from '@plimsoll/contract';
import * as v from 'valibot';
import type { ProviderOrder } from '../../provider.ts';
import { Instant, Version } from './instant.ts';
import { mapCustomerId, type Owner } from './map-subscription.ts';
import type { ProductMap } from './product-map.ts';

const Cents = v.pipe(v.number(), v.safeInteger());

// Only what is used is read: the rest of an order is a name, an address and a tax id.
const OrderBody = v.object({
  id: v.string(),
  status: v.picklist(['draft', 'pending', 'paid', 'refunded', 'partially_refunded', 'void']),
  created_at: Version,
  modified_at: v.nullish(Version),
  total_amount: Cents,
  refunded_amount: Cents,
  refunded_tax_amount: v.optional(Cents, 0),
  currency: v.string(),
  description: v.fallback(v.optional(v.string(), ''), ''),
  next_payment_attempt_at: v.nullish(v.string()),
  product_id: v.nullish(v.string()),
  subscription_id: v.nullish(v.string()),
  customer_id: v.string(),
  customer: v.object({ external_id: v.nullish(v.string()) }),
});
type OrderBody = v.InferOutput<typeof OrderBody>;

const LONGEST_DESCRIPTION = 200;

/** One order of Polar, and whose it is. Null: a draft, which nobody was asked to pay yet. */
export interface MappedOrder {
  readonly order: ProviderOrder;
  readonly owner: Owner;
}

/** Polar → ours. @throws ValiError when it has another shape */
export function mapOrder(body: unknown, products: ProductMap): MappedOrder | null {
  const order = v.parse(OrderBody, body);
  const status = mapStatus(order);
  if (status === null) return null;
  const owner = { providerCustomerId: order.customer_id, customerId: mapCustomerId(order.customer.external_id) };
  return {
    owner,
    order: {
      id: order.id,
      ...whatOf(order, products),
      description: order.description.slice(0, LONGEST_DESCRIPTION),
      // A downgrade may leave an invoice below zero: nothing was paid then.
      amount: Math.max(0, order.total_amount),
      currency: order.currency.toUpperCase(),
      refundedAmount: Math.max(0, order.refunded_amount + order.refunded_tax_amount),
      status,
      createdAt: v.parse(Instant, order.created_at),
      productId: order.product_id ?? null,
      modifiedAt: order.modified_at ?? order.created_at,
    },
  };
}

function whatOf({ product_id, subscription_id }: OrderBody, products: ProductMap): Pick<Payment, 'kind' | 'item'> {
  const item = products.itemOf(product_id ?? '');
  if (subscription_id) return { kind: 'subscription', item: item?.kind === 'tier' ? item.id : null };
  return item?.kind === 'pack' ? { kind: 'pack', item: item.id } : { kind: 'other', item: null };
}

// A pending order that is to be tried again was tried before, and the card was declined.
function mapStatus({ status, next_payment_attempt_at }: OrderBody): PaymentStatus | null {
  switch (status) {
    case 'draft':
      return null;
    case 'pending':
      return next_payment_attempt_at ? 'failed' : 'pending';
    case 'void':
      return 'failed';
    case 'partially_refunded':
      return 'partly_refunded';
    case 'paid':
    case 'refunded':
      return status;
    default:
      return status satisfies never;
  }
}
