import type { PaymentRow, PaymentStore } from '../../store.ts';
import type { Ground } from './ground.ts';

// So that one script call stays short.
const ROWS_AT_ONCE = 200;

/** Payments in the bucket of their customer. */
export function createRedisPayments({ engine, keyspace }: Ground): PaymentStore {
  return {
    async upsert(customerId, rows) {
      const changed: string[] = [];
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
        const some = rows.slice(from, from + ROWS_AT_ONCE);
        const args = [customerId, ...some.flatMap((row) => [row.id, row.createdAt, row.version, JSON.stringify(row)])];
        const keys = [keyspace.bucketOf(customerId)];
        changed.push(...(await engine.step(() => engine.run<string[]>('upsert-payments', { keys, args }))));
      }
      return changed;
    },
    list: ({ customerId, before, limit }) =>
      engine.step(() => {
        const place = before === null ? '' : `${before.createdAt} ${before.id}`;
        const keys = [keyspace.bucketOf(customerId)];
        return engine.run<PaymentRow[]>('list-payments', { keys, args: [customerId, place, limit] });
      }),
  };
}
