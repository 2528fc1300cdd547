import type { PaymentRow, PaymentStore } from '../../store.ts';
import type { Engine } from './engine.ts';

// After every instant, in the order of bytes.
const END_OF_TIME = '~';

/** Payments, a row each. */
export function createPostgresPayments({ engine }: { engine: Engine }): PaymentStore {
  return {
    async upsert(customerId, rows) {
      if (rows.length === 0) return [];
      const payments = JSON.stringify(newestOf(rows));
      const changed = await engine.write((transaction) => transaction.all<{ id: string }>('upsert-payments', { customerId, payments }));
      return changed.map(({ id }) => id);
    },
    async list({ customerId, before, limit }) {
      const { createdAt, id } = before ?? { createdAt: END_OF_TIME, id: '' };
      const rows = await engine.read<{ payment: string }>('list-payments', { customerId, createdAt, id, limit });
      return rows.map(({ payment }) => JSON.parse(payment) as PaymentRow);
    },
  };
}

// One statement may not touch a row twice.
function newestOf(rows: readonly PaymentRow[]): PaymentRow[] {
  const newest = new Map<string, PaymentRow>();
  for (const row of rows) {
    if (row.version > (newest.get(row.id)?.version ?? '')) newest.set(row.id, row);
  }
  return [...newest.values()];
}
