import type { Context } from '../context.ts';
import { finishBegun } from '../credits/perform-deed.ts';
import type { BegunErasure } from './begun-erasures.ts';
import type { ErasureOutcome } from './erasure-store.ts';
import { forgetRecords } from './forget-records.ts';

/**
 * Takes out everything that there is of a customer now, and tells the audit log, once for the erasure. Idempotent: what a crash cut short, or
 * what another process wrote meanwhile, the next time takes.
 */
export async function sweepCustomer(context: Context, erasure: BegunErasure): Promise<ErasureOutcome> {
  const { store, known, audit } = context;
  const { customerId, mark, operator, reason, startedAt } = erasure;
  // Changes that the log has not heard of are told first: their rows are forgotten with the others.
  await finishBegun(context, customerId);
  const untold = (await store.snapshots.read(customerId))?.untold;
  if (untold !== undefined) await audit.tell(untold);
  const outcome = await store.erasure.erase(erasure);
  if (outcome !== 'erased') return outcome;
  known.forget(customerId);
  await store.audit.forget(customerId, mark);
  await audit.tell({
    ...{ id: `customer.erased/${mark}`, at: startedAt, action: 'customer.erased', customerId: mark, detail: {}, reason },
    source: { kind: 'operator', id: operator, type: null },
  });
  await forgetRecords(context, customerId);
  return 'erased';
}
