import { BillingError, type Mode, type Subscription } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import { type Derived, deriveSubscription } from './derive.ts';
import { isoOf } from './instant.ts';
import type { Snapshot } from './snapshot.ts';

// A person waits for this answer; a provider that takes longer is treated as away for now.
const FIRST_READ_DEADLINE_MS = 2500;

/** What applies to a customer now. */
export interface Standing extends Derived {
  readonly customerId: string;
  readonly mode: Mode;
  /** When the provider last confirmed it. */
  readonly asOf: string | null;
  /** The instant of the store's clock that this is for. */
  readonly now: number;
}

/** Tier, subscription and period of a customer now. A customer never seen before is asked for once; without an answer the fallback tier applies. */
export async function readStanding(context: Context, customerId: string): Promise<Standing> {
  const snapshot = (await context.store.snapshots.read(customerId)) ?? (await askFirst(context, customerId));
  const now = await context.store.now();
  refreshIfOld(context, snapshot, { customerId, now });
  return standingOf(context, { customerId, snapshot, now });
}

/** The standing that a snapshot gives, degraded modes included. */
function standingOf(context: Context, known: { customerId: string; snapshot: Snapshot | null; now: number }): Standing {
  const { customerId, snapshot, now } = known;
  const { catalog, settings } = context;
  const asOf = lastConfirmed(context, snapshot);
  const mode = readMode(context, { snapshot, asOf, now });
  const honoured = mode === 'fallback' ? null : snapshot;
  const derived = deriveSubscription(honoured, { catalog, pastDueGraceMs: settings.pastDueGraceMs, now });
  const subscription: Subscription = mode === 'fallback' ? { ...derived.subscription, status: 'unknown' } : derived.subscription;
  return { ...derived, subscription, customerId, mode, now, asOf: asOf === null ? null : isoOf(asOf) };
}

function readMode({ availability, settings }: Context, known: { snapshot: Snapshot | null; asOf: number | null; now: number }): Mode {
  const { snapshot, asOf, now } = known;
  if (snapshot === null) return 'fallback';
  if (availability.reachable()) return 'live';
  return asOf !== null && now - asOf < settings.keepLastKnownMs ? 'stale' : 'fallback';
}

// While the provider answered, webhooks kept every customer fresh; so its last contact confirms them all.
function lastConfirmed({ availability }: Context, snapshot: Snapshot | null): number | null {
  if (snapshot === null) return null;
  const contact = availability.lastContactAt();
  return snapshot.syncedAt === null && contact === null ? null : Math.max(snapshot.syncedAt ?? 0, contact ?? 0);
}

async function askFirst({ sync, runtime, logger }: Context, customerId: string): Promise<Snapshot | null> {
  const error = () => new BillingError('provider_unavailable', 'The first reading of a customer took too long.');
  try {
    return await withDeadline(sync.customer(customerId), { runtime, ms: FIRST_READ_DEADLINE_MS, error });
  } catch (cause) {
    logger.warn('nothing is known of a customer and the provider cannot be asked; the fallback tier applies', {
      customerId,
      error: String(cause),
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
  sync
    .customer(customerId)
    .catch((error: unknown) => logger.warn('an old snapshot could not be read again', { customerId, error: String(error) }));
}
