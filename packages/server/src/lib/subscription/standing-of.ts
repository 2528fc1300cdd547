import type { Mode, Subscription } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { deriveSubscription } from './derive.ts';
import { isoOf } from './instant.ts';
import type { Snapshot } from './snapshot.ts';
import type { Standing } from './standing.ts';

/** The standing that a snapshot gives, degraded modes included. */
export function standingOf(context: Context, known: { customerId: string; snapshot: Snapshot | null; now: number }): Standing {
  const { customerId, snapshot, now } = known;
  const { catalog, settings } = context;
  const asOf = lastConfirmed(context, snapshot);
  const mode = readMode(context, { snapshot, asOf, now });
  // What an operator gave needs no provider to confirm it.
  const honoured = mode === 'fallback' && snapshot !== null ? { ...snapshot, rows: [], credits: [] } : snapshot;
  const derived = deriveSubscription(honoured, { catalog, pastDueGraceMs: settings.pastDueGraceMs, now });
  const subscription: Subscription = mode === 'fallback' ? { ...derived.subscription, status: 'unknown' } : derived.subscription;
  const leaving = snapshot?.leaving === true && { leaving: true as const };
  return { ...derived, ...leaving, subscription, customerId, mode, now, asOf: asOf === null ? null : isoOf(asOf) };
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
