import type { AuditRow, AuditStore } from '../../audit/audit-store.ts';
import type { Ground } from './ground.ts';

type Stored = readonly [
  seq: number,
  row: readonly [id: string, customerId: string | null, content: string, hash: string],
  personal: string | null,
];

const FORGOTTEN_AT_ONCE = 100;

/** The audit log, all in one slot: its order is what it is for. */
export function createRedisAudit({ engine, keyspace }: Ground): AuditStore {
  const keys = [keyspace.audit];
  return {
    append: (rows, expected) =>
      engine.step(async () => {
        const args = rows.flatMap(({ id, customerId, content, personal, hash }) => [
          ...[id, customerId ?? '', JSON.stringify([id, customerId, content, hash]), personal ?? ''],
        ]);
        const [appended, seq, hash, known] = await engine.run<[number, number, string, string[]]>('append-audit', {
          keys,
          args: [expected.seq, expected.hash, ...args],
        });
        return { appended: appended === 1, head: { seq, hash }, known };
      }),
    list: ({ customerId, before, limit }) =>
      engine.step(async () => {
        const stored = await engine.run<Stored[]>('list-audit', { keys, args: [customerId ?? '', before ?? '', limit] });
        return stored.map(rowOf);
      }),
    read: ({ after, limit }) =>
      engine.step(async () => {
        const stored = await engine.run<Stored[]>('read-audit', { keys, args: [after, limit] });
        return stored.map(rowOf);
      }),
    forget: (customerId, mark) =>
      engine.step(async () => {
        // A hundred rows at a time: a customer of many years has thousands.
        while (await engine.run<number>('forget-audit', { keys, args: [customerId, mark, FORGOTTEN_AT_ONCE] }));
      }),
  };
}

function rowOf([seq, [id, customerId, content, hash], personal]: Stored): AuditRow {
  return { seq, id, customerId, content, personal, hash };
}
