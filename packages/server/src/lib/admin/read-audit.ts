import type { AccountState, AdminAuditRow, AdminTransition } from '@plimsoll/contract/routes';
import type { AuditRow } from '../audit/audit-store.ts';
import { type AuditContent, readPersonal } from '../audit/link-rows.ts';
import { readContent, verifyChain } from '../audit/verify-chain.ts';
import type { Context } from '../context.ts';
import { isoOf } from '../subscription/instant.ts';
import { pageOf, USUAL_PAGE } from './page-of.ts';
import { readSequence } from './read-sequence.ts';

export interface AuditPage {
  readonly customerId?: string | undefined;
  readonly before?: string | undefined;
  readonly limit?: number | undefined;
}

const CHECKED_AT_ONCE = 1000;
const MOST_LOOKS = 5;

/** Rows of the audit log, newest first. */
export async function readAudit({ store }: Context, { customerId, before, limit = USUAL_PAGE }: AuditPage) {
  const rows = await store.audit.list({ customerId: customerId ?? null, before: readSequence(before), limit: limit + 1 });
  const { rows: page, next } = pageOf(rows, limit, ({ seq }) => String(seq));
  return { rows: page.map(auditRowOf), next };
}

/** Changes of a customer's account, newest first: the rows of the audit log that have a before and an after. */
export async function readTimeline(context: Context, { customerId, before, limit = USUAL_PAGE }: AuditPage & { customerId: string }) {
  const changes: AdminTransition[] = [];
  let from = readSequence(before);
  for (let look = 0; look < MOST_LOOKS && changes.length < limit; look += 1) {
    const rows = await context.store.audit.list({ customerId, before: from, limit });
    for (const row of rows) {
      if (changes.length === limit) break;
      changes.push(...transitionOf(row));
      from = row.seq;
    }
    if (rows.length < limit) return { rows: changes, next: changes.length === limit && from !== 1 ? String(from) : null };
  }
  return { rows: changes, next: String(from) };
}

/** Checks a page of the log behind a place. */
export function verifyAudit({ store, runtime }: Context, after: number) {
  return verifyChain({ audit: store.audit, runtime }, { after, limit: CHECKED_AT_ONCE });
}

function auditRowOf(row: AuditRow): AdminAuditRow {
  const { at, action, source, detail } = contentOf(row);
  const { seq, customerId, hash } = row;
  return {
    seq,
    at: isoOf(at),
    action,
    customerId,
    source,
    detail: { ...detail },
    reason: readPersonal(row.personal)?.reason ?? null,
    hash,
  };
}

function transitionOf(row: AuditRow): AdminTransition[] {
  const { at, source, detail } = contentOf(row);
  const { before, after } = detail as { before?: AccountState; after?: AccountState };
  return before === undefined || after === undefined ? [] : [{ seq: row.seq, at: isoOf(at), source, before, after }];
}

// A row that somebody spoiled is shown as far as it goes; the check says what is wrong with it.
function contentOf({ content }: AuditRow): Pick<AuditContent, 'at' | 'action' | 'source' | 'detail'> {
  return readContent(content) ?? SPOILED;
}

const SPOILED = { at: 0, action: 'account.changed', source: { kind: 'sync', id: null, type: null }, detail: {} } as const;
