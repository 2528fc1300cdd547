import type { PaymentRow, PaymentStore } from '../../store.ts';
import type { Engine } from './engine.ts';

// After every instant, in the order of texts.
const END_OF_TIME = '~';

/** Payments, a row each. */
export function createSqlitePayments({ engine }: { engine: Engine }): PaymentStore {
  return {
    upsert: async (customerId, rows) =>
      rows.length === 0
        ? []
        : await engine.write((statements) =>
            rows.filter((row) => statements.run('upsert-payment', { customerId, ...columnsOf(row) }) > 0).map(({ id }) => id),
          ),
    list: ({ customerId, before, limit }) =>
      engine.read((statements) => {
        const { createdAt, id } = before ?? { createdAt: END_OF_TIME, id: '' };
        return statements
          .all<{ payment: string }>('list-payments', { customerId, createdAt, id, limit })
          .map(({ payment }) => JSON.parse(payment) as PaymentRow);
      }),
  };
}

function columnsOf(row: PaymentRow) {
  return { id: row.id, createdAt: row.createdAt, version: row.version, payment: JSON.stringify(row) };
}
