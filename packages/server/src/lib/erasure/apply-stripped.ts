import { isLive } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { isPaid } from '../payments/fulfil-order.ts';
import type { ProviderEffect } from '../provider.ts';
import type { InboxRow } from '../store.ts';

/**
 * Ends a webhook about a customer who was erased. It brings nobody back; where money came in, or is about to, a person hears of it, and the
 * webhook stays until somebody has looked.
 */
export async function applyStripped({ store, alert }: Context, row: InboxRow): Promise<'ignored' | 'dead'> {
  const { id, type, effect } = row.event;
  const paid = paidIn(effect);
  if (paid.length === 0) {
    await store.inbox.finish(row, 'ignored');
    return 'ignored';
  }
  await store.inbox.bury(row, `Money for a customer who was erased: ${paid.join(', ')}.`);
  alert({ priority: 'immediate', code: 'erased_customer_paid', context: { event: id, type, paid: paid.join(', ') } });
  return 'dead';
}

/** The provider's ids of what is paid. */
function paidIn(effect: ProviderEffect): string[] {
  switch (effect.kind) {
    case 'order':
      return isPaid(effect.order) ? [effect.order.id] : [];
    case 'subscription':
      return isLive(effect.subscription.status) ? [effect.subscription.id] : [];
    case 'customer':
      return effect.subscriptions.filter(({ status }) => isLive(status)).map(({ id }) => id);
    case 'reread':
    case 'none':
      return [];
    default:
      return effect satisfies never;
  }
}
