import type { AuditHead, AuditRow, AuditStore } from '../../audit/audit-store.ts';
import type { Engine } from './engine.ts';
import type { Transaction } from './transaction.ts';

/** The audit log: one table to which rows are added behind the last one, by one transaction at a time. */
export function createPostgresAudit(engine: Engine): AuditStore {
  return {
    append: (rows, expected) =>
      engine.write(async (transaction) => {
        transaction.send('lock-audit');
        const head = await readHead(transaction);
        const found = await transaction.all<{ id: string }>('find-audit', { ids: rows.map(({ id }) => id) });
        const known = found.map(({ id }) => id);
        if (known.length > 0 || head.seq !== expected.seq || head.hash !== expected.hash) {
          transaction.abandon();
          return { appended: false, head, known };
        }
        for (const row of rows) transaction.send('insert-audit', { ...row });
        const last = rows.at(-1) ?? head;
        return { appended: true, head: { seq: last.seq, hash: last.hash }, known };
      }),
    list: ({ customerId, before, limit }) => {
      const page = { before: before ?? Number.MAX_SAFE_INTEGER, limit };
      return customerId === null
        ? engine.read<AuditRow>('list-audit', page)
        : engine.read<AuditRow>('list-audit-of-customer', { ...page, customerId });
    },
    read: (page) => engine.read<AuditRow>('read-audit', page),
    forget: async (customerId, mark) => void (await engine.write((transaction) => transaction.run('forget-audit', { customerId, mark }))),
  };
}

// Read by a statement of its own, after the one that waited for the lock: it sees what was committed meanwhile.
async function readHead(transaction: Transaction): Promise<AuditHead> {
  const [head] = await transaction.all<AuditHead>('read-audit-head');
  return head ?? { seq: 0, hash: '' };
}
