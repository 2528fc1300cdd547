import type { Context } from '../context.ts';

const PAGE = 500;

/** The provider's ids of orders whose units a customer was granted. */
export async function grantedOrders({ store }: Context, customerId: string): Promise<readonly string[]> {
  const orders: string[] = [];
  for (let before: { createdAt: number; id: string } | null = null; ; ) {
    const page: Awaited<ReturnType<typeof store.ledger.listEntries>> = await store.ledger.listEntries({
      ...{ customerId, before, limit: PAGE, held: false },
    });
    for (const { kind, id } of page) if (kind === 'grant' && id.startsWith('order:')) orders.push(id.slice('order:'.length));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return orders;
    before = { createdAt: last.createdAt, id: last.id };
  }
}
