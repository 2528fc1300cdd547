import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import { describeError } from '../describe-error.ts';
import type { KnownCustomer } from './known-customers.ts';
import type { Snapshot } from './snapshot.ts';
import { type Standing, turnsAt } from './standing.ts';
import { standingOf } from './standing-of.ts';

export type { Standing } from './standing.ts';

// A person waits for this answer; a provider that takes longer is treated as away for now.
const FIRST_READ_DEADLINE_MS = 2500;

/** A standing, and whether it rests on what was read before this call. */
export interface Recalled {
  readonly standing: Standing;
  readonly remembered: boolean;
}

/** Tier, subscription and period of a customer now. A customer never seen before is asked for once; without an answer the fallback tier applies. */
export async function readStanding(context: Context, customerId: string): Promise<Standing> {
  const [customer, now] = await Promise.all([context.known.read(customerId), context.clock.read()]);
  refreshIfOld(context, customer.snapshot, { customerId, now });
  return noteMode(context, customer.standingAt(now));
}

/** The same by what was read within the last `standingCacheMs`, without asking the store; at once where nothing must be waited for. Whoever refuses by it reads afresh first. */
export function recallStanding(context: Context, customerId: string): Recalled | Promise<Recalled> {
  const recalled = context.known.recall(customerId);
  const now = context.clock.known();
  return recalled === undefined || recalled instanceof Promise || now === null
    ? recallLater(context, { customerId, recalled, now })
    : { standing: noteMode(context, recalled.standingAt(now)), remembered: true };
}

interface Recalling {
  readonly customerId: string;
  readonly recalled: KnownCustomer | Promise<KnownCustomer> | undefined;
  readonly now: number | null;
}

async function recallLater(context: Context, { customerId, recalled, now }: Recalling): Promise<Recalled> {
  const [customer, at] = await Promise.all([recalled ?? context.known.read(customerId), now ?? context.clock.read()]);
  if (recalled === undefined) refreshIfOld(context, customer.snapshot, { customerId, now: at });
  return { standing: noteMode(context, customer.standingAt(at)), remembered: recalled !== undefined };
}

function noteMode({ tallies }: Context, standing: Standing): Standing {
  if (standing.mode !== 'live') tallies.stale[standing.mode] += 1;
  return standing;
}

/** Reads what the store and, for a newcomer, the provider know of a customer. */
export async function loadCustomer(context: Context, customerId: string): Promise<KnownCustomer> {
  const snapshot = (await context.store.snapshots.read(customerId)) ?? (await askFirst(context, customerId));
  let last: Standing | undefined;
  let until = 0;
  let grace = 0;
  return {
    snapshot,
    standingAt(now) {
      const { pastDueGraceMs } = context.settings;
      // While the provider is away the passing of time alone changes the mode.
      const isLive = last?.mode === 'live' && context.availability.reachable();
      if (last !== undefined && isLive && now >= last.now && now < until && grace === pastDueGraceMs) return last;
      last = standingOf(context, { customerId, snapshot, now });
      grace = pastDueGraceMs;
      until = turnsAt(last);
      return last;
    },
  };
}

async function askFirst({ sync, runtime, logger, tombstones }: Context, customerId: string): Promise<Snapshot | null> {
  await tombstones.requireAdmitted(customerId);
  const error = () => new BillingError('provider_unavailable', 'The first reading of a customer took too long.');
  try {
    return await withDeadline(sync.customer(customerId, 'first_read'), { runtime, ms: FIRST_READ_DEADLINE_MS, error });
  } catch (cause) {
    logger.warn('nothing is known of a customer and the provider cannot be asked; the fallback tier applies', {
      customerId,
      ...describeError(cause),
    });
    return null;
  }
}

function refreshIfOld(
  { sync, settings, logger, availability }: Context,
  snapshot: Snapshot | null,
  { customerId, now }: { customerId: string; now: number },
): void {
  const age = snapshot?.syncedAt == null ? Number.POSITIVE_INFINITY : now - snapshot.syncedAt;
  if (snapshot === null || age < settings.snapshotMaxAgeMs || !availability.reachable()) return;
  availability
    .turn('read')
    .then(() => sync.customer(customerId, 'age'))
    .catch((error: unknown) => logger.warn('an old snapshot could not be read again', { customerId, ...describeError(error) }));
}
