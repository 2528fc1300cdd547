import type { AuditHead, AuditRow, AuditStore } from '../../audit/audit-store.ts';
import type { Engine } from './engine.ts';
import type { Statements } from './statements.ts';

/** The audit log: one table to which rows are added behind the last one. */
export function createSqliteAudit(engine: Engine): AuditStore {
  return {
    append: (rows, expected) =>
      engine.write((statements) => {
        const head = readHead(statements);
        const ids = JSON.stringify(rows.map(({ id }) => id));
        const known = statements.all<{ id: string }>('find-audit', { ids }).map(({ id }) => id);
        if (known.length > 0 || head.seq !== expected.seq || head.hash !== expected.hash) return { appended: false, head, known };
        for (const { seq, id, customerId, content, personal, hash } of rows) {
          statements.run('insert-audit', { seq, id, customerId, content, personal, hash });
        }
        return { appended: true, head: readHead(statements), known };
      }),
    list: ({ customerId, before, limit }) =>
      engine.read((statements) => {
        const page = { before: before ?? Number.MAX_SAFE_INTEGER, limit };
        return customerId === null
          ? statements.all<AuditRow>('list-audit', page)
          : statements.all<AuditRow>('list-audit-of-customer', { ...page, customerId });
      }),
    read: ({ after, limit }) => engine.read((statements) => statements.all<AuditRow>('read-audit', { after, limit })),
    forget: async (customerId, mark) => void (await engine.write((statements) => statements.run('forget-audit', { customerId, mark }))),
  };
}

function readHead(statements: Statements): AuditHead {
  const [head] = statements.all<AuditHead>('read-audit-head');
  return head === undefined ? { seq: 0, hash: '' } : { seq: head.seq, hash: head.hash };
}
