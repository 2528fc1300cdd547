import type { ChangeSource } from '@plimsoll/contract/routes';
import type { AuditNote } from '../audit/audit-note.ts';
import type { Context } from '../context.ts';
import { accountStateOf } from './account-state.ts';
import { deriveSubscription } from './derive.ts';
import { creditedUnits } from './merge-credits.ts';
import type { Snapshot } from './snapshot.ts';

/** What the audit log is told of a snapshot that is about to replace another; null when it amounts to the same. */
export function noteChange(
  { catalog, settings }: Pick<Context, 'catalog' | 'settings'>,
  { current, next, now, cause }: { current: Snapshot; next: Snapshot; now: number; cause: ChangeSource },
): AuditNote | null {
  const options = { catalog, pastDueGraceMs: settings.pastDueGraceMs, now };
  const [before, after] = [current, next].map((snapshot) => accountStateOf(deriveSubscription(snapshot, options)));
  const { customerId, revision } = current;
  const credits = changedCredits(current, next);
  const about = { id: `account/${customerId}/${revision + 1}`, at: now, customerId, source: cause, reason: null };
  if (JSON.stringify(before) === JSON.stringify(after))
    return credits.length === 0 ? null : { ...about, action: 'allowance.changed', detail: { credits } };
  // One write succeeds for each revision.
  return {
    ...{ ...about, action: 'account.changed' },
    detail: { before, after, ...(credits.length > 0 && { credits }) },
  };
}

/** Meters of which the provider credits another number of units than before. */
function changedCredits(current: Snapshot, next: Snapshot) {
  const [from, to] = [current.credits ?? [], next.credits ?? []];
  const meters = new Set(to.flatMap(({ meter }) => meter ?? []));
  return [...meters]
    .map((meter) => ({ meter, before: creditedUnits(from, meter) ?? 0, after: creditedUnits(to, meter) ?? 0 }))
    .filter(({ before, after }) => before !== after);
}
