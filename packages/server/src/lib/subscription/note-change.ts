import type { ChangeSource } from '@plimsoll/contract/routes';
import type { AuditNote } from '../audit/audit-note.ts';
import type { Context } from '../context.ts';
import { accountStateOf } from './account-state.ts';
import { deriveSubscription } from './derive.ts';
import type { Snapshot } from './snapshot.ts';

/** What the audit log is told of a snapshot that is about to replace another; null when it amounts to the same. */
export function noteChange(
  { catalog, settings }: Pick<Context, 'catalog' | 'settings'>,
  { current, next, now, cause }: { current: Snapshot; next: Snapshot; now: number; cause: ChangeSource },
): AuditNote | null {
  const options = { catalog, pastDueGraceMs: settings.pastDueGraceMs, now };
  const [before, after] = [current, next].map((snapshot) => accountStateOf(deriveSubscription(snapshot, options)));
  if (JSON.stringify(before) === JSON.stringify(after)) return null;
  const { customerId, revision } = current;
  // One write succeeds for each revision.
  return {
    ...{ id: `account/${customerId}/${revision + 1}`, at: now, action: 'account.changed', customerId, source: cause, reason: null },
    detail: { before, after },
  };
}
