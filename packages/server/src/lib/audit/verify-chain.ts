import { type AuditHead, type AuditRow, type AuditStore, forgottenId } from './audit-store.ts';
import { type AuditContent, type Hashing, hashAfter, readPersonal } from './link-rows.ts';

export interface ChainCheck {
  readonly checked: number;
  /** The first row that is not what was written. */
  readonly broken: { readonly seq: number; readonly problem: string } | null;
  /** The place behind which to go on; null when the end was reached. */
  readonly next: number | null;
}

/** Checks so many rows of the audit log behind a place. What was forgotten of a row is no damage. */
export async function verifyChain(
  { audit, runtime }: { audit: AuditStore; runtime: Hashing },
  { after, limit }: { after: number; limit: number },
): Promise<ChainCheck> {
  const [first] = after === 0 ? [] : await audit.read({ after: after - 1, limit: 1 });
  if (after > 0 && first === undefined) return { checked: 0, broken: { seq: after, problem: 'It is not there.' }, next: null };
  let last: AuditHead = first ?? { seq: 0, hash: '' };
  const rows = await audit.read({ after, limit });
  for (const [index, row] of rows.entries()) {
    const problem = await findProblem(row, last, runtime);
    if (problem !== null) return { checked: index, broken: { seq: last.seq + 1, problem }, next: null };
    last = row;
  }
  return { checked: rows.length, broken: null, next: rows.length === limit ? last.seq : null };
}

async function findProblem(row: AuditRow, before: AuditHead, runtime: Hashing): Promise<string | null> {
  if (row.seq !== before.seq + 1) return `It is missing: the next row has the place ${row.seq}.`;
  if (row.hash !== (await hashAfter(before.hash, row.content, runtime))) return 'Its content, or a row before it, is not what was written.';
  const content = readContent(row.content);
  if (content?.seq !== row.seq) return 'Its place is not what was written.';
  // Whoever forgets a row says so in its id.
  if (row.personal === null) return row.id === forgottenId(row.seq) ? null : 'What lay beside its content is gone.';
  if (content.personal !== (await runtime.sha256(row.personal))) return 'Its reason, or whom it concerns, is not what was written.';
  const personal = readPersonal(row.personal);
  return personal?.id === row.id && personal.customerId === row.customerId ? null : 'Its columns do not say what was written.';
}

/** The content of a row; null when it is not JSON. */
export function readContent(text: string): AuditContent | null {
  try {
    return JSON.parse(text) as AuditContent;
  } catch {
    return null;
  }
}
