import { BillingError } from '@plimsoll/contract';
import type { Logger } from '../logger.ts';
import { commitSurely } from './commit-surely.ts';
import { requireUnits, type UsageRequest } from './request.ts';
import type { Reservation, RunOptions, Usage } from './usage.ts';

type Holding = Pick<Usage, 'reserve' | 'commit' | 'release'>;

interface Ground {
  readonly usage: Holding;
  readonly logger: Logger;
}

/** Reserve, work, commit or release. The work runs only when its units are held; its own failure is what the caller sees. */
export async function runMetered<T>(
  ground: Ground,
  { actual, ...request }: UsageRequest & RunOptions<T>,
  work: () => Promise<T> | T,
): Promise<T> {
  const { id: key, ...rest } = request;
  const reservation = await ground.usage.reserve(key === undefined ? rest : { ...rest, id: key });
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await releaseQuietly(ground, reservation);
    throw error;
  }
  await settle(ground, reservation, () => (actual === undefined ? reservation.units : actual(result)));
  return result;
}

// The work is done and will be paid: when nobody can say how much it took, it took what was held.
async function settle(ground: Ground, reservation: Reservation, readUnits: () => number): Promise<void> {
  let units: number;
  try {
    units = readUnits();
    if (units !== 0) requireUnits(units);
  } catch (error) {
    await commitSurely(ground.usage, reservation, reservation.units);
    throw error;
  }
  await (units === 0 ? releaseQuietly(ground, reservation) : commitSurely(ground.usage, reservation, units));
}

// The units return by themselves when a release is lost, so neither the work's result nor its error is hidden by it.
async function releaseQuietly({ usage, logger }: Ground, reservation: Reservation): Promise<void> {
  await usage
    .release(reservation)
    .catch((cause: unknown) => logger.warn('a release was lost; the units return when their time is over', fields(reservation, cause)));
}

function fields({ customerId, id }: { customerId: string; id: string }, cause: unknown) {
  return { customerId, reservation: id, error: cause instanceof BillingError ? cause.code : String(cause) };
}
