import { BillingError } from '@plimsoll/contract';
import type { AdminEntry } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import type { Entry } from '../ledger/entry.ts';
import type { EntryPage } from '../store.ts';
import { isoOf } from '../subscription/instant.ts';
import { pageOf, USUAL_PAGE } from './page-of.ts';

export interface EntriesRequest {
  readonly customerId: string;
  readonly before?: string | undefined;
  readonly limit?: number | undefined;
}

/** A customer's ledger entries, the latest made first. @throws BillingError `invalid_request` for a cursor that is none */
export async function listEntries({ store }: Context, { customerId, before, limit = USUAL_PAGE }: EntriesRequest) {
  const found = await store.ledger.listEntries({ customerId, before: readCursor(before), limit: limit + 1, held: false });
  const { rows, next } = pageOf(found, limit, ({ createdAt, id }) => `${createdAt}/${id}`);
  return { rows: rows.map(adminEntryOf), next };
}

function adminEntryOf(entry: Entry): AdminEntry {
  const { id, kind, meter, userId, state, requested, units, split, late, createdAt, expiresAt, settledAt } = entry;
  const instant = (ms: number | null) => (ms === null ? null : isoOf(ms));
  return {
    ...{ id, kind, meter, userId, state, requested, units, split: { ...split }, late },
    ...{ createdAt: isoOf(createdAt), expiresAt: instant(expiresAt), settledAt: instant(settledAt) },
  };
}

function readCursor(cursor: string | undefined): EntryPage['before'] {
  if (cursor === undefined) return null;
  const [, createdAt, id] = /^(\d{1,15})\/([^/]+)$/.exec(cursor) ?? [];
  if (createdAt !== undefined && id !== undefined) return { createdAt: Number(createdAt), id };
  const message = 'before must be what the page before gave as next.';
  throw new BillingError('invalid_request', message, { publicMessage: message, fields: [{ pointer: '/before', detail: message }] });
}
