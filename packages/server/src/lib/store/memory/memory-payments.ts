import type { PaymentRow, PaymentStore } from '../../store.ts';
import type { MemoryGround } from './memory-ground.ts';

/** Payments of each customer by their id. */
export function createMemoryPayments({ step, goings }: MemoryGround): PaymentStore {
  const shelves = new Map<string, Map<string, PaymentRow>>();
  goings.push({ erase: ({ customerId }) => void shelves.delete(customerId) });
  const shelfOf = (customerId: string) => shelves.get(customerId) ?? new Map<string, PaymentRow>();
  return {
    upsert: (customerId, rows) =>
      step(() => {
        const shelf = shelfOf(customerId);
        shelves.set(customerId, shelf);
        const changed: string[] = [];
        for (const row of rows) {
          if (row.version <= (shelf.get(row.id)?.version ?? '')) continue;
          shelf.set(row.id, { ...row });
          changed.push(row.id);
        }
        return changed;
      }),
    list: ({ customerId, before, limit }) =>
      step(() =>
        [...shelfOf(customerId).values()]
          .filter((row) => before === null || isOlder(row, before))
          .sort((a, b) => (isOlder(a, b) ? 1 : -1))
          .slice(0, limit)
          .map((row) => ({ ...row })),
      ),
  };
}

function isOlder(a: Pick<PaymentRow, 'createdAt' | 'id'>, b: Pick<PaymentRow, 'createdAt' | 'id'>): boolean {
  return a.createdAt === b.createdAt ? a.id < b.id : a.createdAt < b.createdAt;
}
