import { BillingError } from '@plimsoll/contract';
import type { Logger } from '../logger.ts';
import { commitSurely } from './commit-surely.ts';
import type { UsageRequest } from './request.ts';
import type { RunOptions, Usage } from './usage.ts';

/** Reserve, work, commit or release. The work runs only when its units are held; its own failure is what the caller sees. */
export async function runMetered<T>(
  { usage, logger }: { usage: Pick<Usage, 'reserve' | 'commit' | 'release'>; logger: Logger },
  { actual, ...request }: UsageRequest & RunOptions<T>,
  work: () => Promise<T> | T,
): Promise<T> {
  const { id: key, ...rest } = request;
  const reservation = await usage.reserve(key === undefined ? rest : { ...rest, id: key });
  let result: T;
  try {
    result = await work();
  } catch (error) {
    // The units return by themselves when this release is lost, so the work's own error is never hidden by it.
    await usage
      .release(reservation)
      .catch((cause: unknown) => logger.warn('a release was lost; the units return when their time is over', fields(reservation, cause)));
    throw error;
  }
  const units = actual === undefined ? reservation.units : actual(result);
  await (units === 0 ? usage.release(reservation) : commitSurely(usage, reservation, units));
  return result;
}

function fields({ customerId, id }: { customerId: string; id: string }, cause: unknown) {
  return { customerId, reservation: id, error: cause instanceof BillingError ? cause.code : String(cause) };
}
