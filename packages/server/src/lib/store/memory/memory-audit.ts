import { type AuditRow, type AuditStore, forgottenId } from '../../audit/audit-store.ts';
import type { MemoryGround } from './memory-ground.ts';

/** The audit log, in the order of its rows. */
export function createMemoryAudit({ step }: MemoryGround): AuditStore {
  let rows: readonly AuditRow[] = [];
  const ids = new Set<string>();
  const head = () => ({ seq: rows.length, hash: rows.at(-1)?.hash ?? '' });

  return {
    append: (added, expected) =>
      step(() => {
        const known = added.map(({ id }) => id).filter((id) => ids.has(id));
        if (known.length > 0 || expected.seq !== rows.length || expected.hash !== head().hash)
          return { appended: false, head: head(), known };
        rows = [...rows, ...added];
        for (const { id } of added) ids.add(id);
        return { appended: true, head: head(), known };
      }),
    list: ({ customerId, before, limit }) =>
      step(() => {
        const earlier = rows.slice(0, before === null ? rows.length : before - 1);
        return earlier
          .filter((row) => customerId === null || row.customerId === customerId)
          .slice(-limit)
          .reverse();
      }),
    read: ({ after, limit }) => step(() => rows.slice(after, after + limit)),
    forget: (customerId, mark) =>
      step(() => {
        for (const { id } of rows.filter((row) => row.customerId === customerId)) ids.delete(id);
        const forget = (row: AuditRow) => ({ ...row, id: forgottenId(row.seq), customerId: mark, personal: null });
        rows = rows.map((row) => (row.customerId === customerId ? forget(row) : row));
      }),
  };
}
