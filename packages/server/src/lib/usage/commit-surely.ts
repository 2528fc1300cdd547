import { isBillingError } from '@plimsoll/contract';
import type { ReservationRef, Spent, Usage } from './usage.ts';

const TRIES = 3;

/** Commits, again if the store's answer was lost: it may have been written, and the same commit gets the same answer. */
export async function commitSurely(usage: Pick<Usage, 'commit'>, reservation: ReservationRef, units: number): Promise<Spent> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await usage.commit(reservation, units);
    } catch (error) {
      if (attempt >= TRIES || !isBillingError(error, 'store_unavailable')) throw error;
    }
  }
}
