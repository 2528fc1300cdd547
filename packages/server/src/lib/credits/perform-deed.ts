import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Entry } from '../ledger/entry.ts';
import type { LedgerResult } from '../ledger/result.ts';
import type { BegunDeed, CreditDeed } from './credit-deed.ts';

const MOST_TRIES = 20;

/** One deed of a customer at a time, so that what each one changed is certain. */
interface DeedRecord {
  readonly begun: BegunDeed | null;
}

/** Under which a customer's deed that is under way is stored. */
export function deedsKey(customerId: string): string {
  return `credit-deeds/${customerId}`;
}

/**
 * Changes a customer's prepaid units and tells the audit log of it, in one row. The deed is noted before it is done, so whoever comes next
 * finishes what a crash cut short: the next deed, the next delivery or the background work. Nothing is done when `isDone` says so of the
 * entry that is there; the answer is that entry then.
 */
export async function performDeed(
  context: Context,
  deed: CreditDeed,
  isDone: (entry: Entry) => boolean = () => true,
): Promise<LedgerResult> {
  const { customerId, id } = deed;
  const { ledger, records } = context.store;
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const revision = await finishBegun(context, customerId);
    const earlier = await ledger.readEntry({ customerId, id });
    if (earlier !== null && isDone(earlier)) return { ok: true, entry: earlier, repeated: true };
    const before = { requested: earlier?.requested ?? 0, units: earlier?.units ?? 0 };
    const begun: BegunDeed = { ...deed, at: await context.store.now(), before };
    const value: DeedRecord = { begun };
    if (await records.write(deedsKey(customerId), { value, expectedRevision: revision, ttlMs: null })) return await finish(context, begun);
  }
  throw new BillingError('concurrent_change', `The prepaid units of ${customerId} were changed ${MOST_TRIES} times meanwhile.`);
}

/** Finishes a deed that a process began and did not live to end. Idempotent. Gives the revision of the record in which it lay. */
export async function finishBegun(context: Context, customerId: string): Promise<number> {
  const record = await context.store.records.read(deedsKey(customerId));
  const { begun } = (record?.value ?? { begun: null }) as DeedRecord;
  if (begun === null) return record?.revision ?? 0;
  await finish(context, begun);
  return await finishBegun(context, customerId);
}

// Two may do this for one deed: the ledger knows it by its id, the log by the id of its row.
async function finish(context: Context, deed: BegunDeed): Promise<LedgerResult> {
  const { kind, customerId, meter, units, id } = deed;
  const result = await context.coalescer.submit({ kind, customerId, meter, units, id });
  // When more was taken back by now, somebody has finished this one and begun another.
  if (result.ok && result.entry.requested === units) await tell(context, deed, result.entry);
  await forget(context, deed);
  if (result.ok) context.level.note(result.entry);
  return result;
}

async function tell({ audit }: Context, deed: BegunDeed, entry: Entry): Promise<void> {
  const { kind, customerId, meter, id, at, before, source, reason, detail } = deed;
  const units = entry.units - before.units;
  // A refund that finds nothing left changes nothing; what an operator did is told in any case.
  if (units === 0 && source.kind !== 'operator') return;
  await audit.tell({
    ...{ id: `credits/${customerId}/${id}/${entry.requested}`, at, customerId, source, reason },
    action: kind === 'grant' ? 'credits.granted' : 'credits.revoked',
    detail: { meter, asked: entry.requested - before.requested, units, ...detail },
  });
}

// Never removed: a number that began anew could be taken for an earlier one.
async function forget({ store }: Context, deed: BegunDeed): Promise<void> {
  const key = deedsKey(deed.customerId);
  const record = await store.records.read(key);
  const { begun } = (record?.value ?? { begun: null }) as DeedRecord;
  const isThis = begun !== null && begun.id === deed.id && begun.units === deed.units;
  if (record === null || !isThis) return;
  const value: DeedRecord = { begun: null };
  // Refused: somebody else has forgotten it, and may have begun the next one.
  await store.records.write(key, { value, expectedRevision: record.revision, ttlMs: null });
}
