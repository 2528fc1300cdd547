import type { AuditNote } from '../audit/audit-note.ts';
import type { Context } from '../context.ts';

/** Who does it: a person of the host. */
export interface Operator {
  readonly userId: string;
}

/** What the audit log is told of a deed that is named by nothing else. */
export async function tellDeed(
  context: Context,
  { userId }: Operator,
  deed: Pick<AuditNote, 'action' | 'customerId' | 'detail' | 'reason'>,
): Promise<void> {
  const id = `${deed.action}/${context.runtime.uuid()}`;
  await context.audit.tell({ ...deed, id, at: await context.store.now(), source: { kind: 'operator', id: userId, type: null } });
}
