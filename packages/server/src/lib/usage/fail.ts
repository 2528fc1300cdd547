import { BillingError, isBillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Failed, ReservationRef, Usage } from './usage.ts';

const MOST_TRIES = 5;

interface FailGround {
  readonly context: Pick<Context, 'settings'>;
  readonly readEntry: (ref: ReservationRef) => Promise<Entry>;
  readonly usage: Pick<Usage, 'commit' | 'release' | 'refund'>;
}

/** Ends what was spent or held for work that failed for good, by the setting: the units return, or they stay spent. Once, however often it is said. */
export async function failWork(ground: FailGround, ref: ReservationRef): Promise<Failed> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    try {
      return await endWork(ground, ref);
    } catch (error) {
      // Another worker ended it between the look and the command.
      if (!isBillingError(error, 'reservation_resolved')) throw error;
    }
  }
  throw new BillingError('concurrent_change', `"${ref.id}" changed ${MOST_TRIES} times while its failure was noted.`);
}

async function endWork({ context, readEntry, usage }: FailGround, { customerId, id }: ReservationRef): Promise<Failed> {
  const entry = await readEntry({ customerId, id });
  const { refundOnFailure } = context.settings;
  const spent = (units: number): Failed => ({ id, units });
  switch (entry.state) {
    case 'committed':
      return refundOnFailure ? spent((await usage.refund({ customerId, id })).units) : spent(entry.units);
    case 'reserved':
    case 'expired':
      if (!refundOnFailure) return spent((await usage.commit({ customerId, id })).units);
      // Of one whose time was over the units have returned already.
      if (entry.state === 'reserved') await usage.release({ customerId, id });
      return spent(0);
    case 'released':
    case 'refunded':
      return spent(entry.state === 'refunded' ? entry.units : 0);
    default:
      return entry.state satisfies never;
  }
}
