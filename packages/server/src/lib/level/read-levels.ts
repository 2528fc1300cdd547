import { type Level, type LimitBalance, type MeterBalance, readLevel, readThreshold } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { deriveSubscription } from '../subscription/derive.ts';
import type { Standing } from '../subscription/read-standing.ts';
import { openLimits } from '../usage/policy.ts';
import { readBalances } from '../usage/read-balances.ts';

const UNLIMITED = { granted: 'unlimited', credits: 0, remaining: 'unlimited' } as const;

/** How near one meter is to its end. */
export interface PresentLevel {
  readonly meter: string;
  readonly level: Level;
  /** The share of the `warnAt` setting under which it has fallen; null when it is well. */
  readonly threshold: number | null;
  /** Id of the window of the limit that has least left. */
  readonly window: string;
  readonly balance: MeterBalance;
  /** Units that can be used before the next threshold; infinite where it cannot. */
  readonly room: number;
}

/**
 * The levels of a customer's meters, by what is committed: units that are only held may come back, and nobody should get an e-mail for
 * them. By the snapshot and the clock alone, so that a provider that is away changes no level. Changes nothing and asks no provider.
 */
export async function readLevels(context: Context, customerId: string, meters: readonly string[]): Promise<readonly PresentLevel[]> {
  const { store, catalog, settings } = context;
  const [snapshot, now] = await Promise.all([store.snapshots.read(customerId), store.now()]);
  const derived = deriveSubscription(snapshot, { catalog, pastDueGraceMs: settings.pastDueGraceMs, now });
  const standing: Standing = { ...derived, customerId, mode: 'live', asOf: null, now };
  const balances = await readBalances(context, standing, meters);
  return Object.entries(balances).map(([meter, balance]) => levelOf(context, standing, { meter, balance }));
}

function levelOf(context: Context, standing: Standing, { meter, balance }: { meter: string; balance: MeterBalance }): PresentLevel {
  const { warnAt } = context.settings;
  const { credits } = balance;
  const tightest = balance.limits.reduce((least, limit) => (left(limit) < left(least) ? limit : least), balance.limits[0] ?? balance);
  const { granted } = tightest;
  const remaining = left(tightest) + credits;
  const input = granted === 'unlimited' ? UNLIMITED : { granted, credits, remaining };
  const [level, threshold] = [readLevel(input, warnAt), readThreshold(input, warnAt)];
  const limits = openLimits(context, standing, meter);
  const window = (limits.find(({ kind }) => kind === tightest.window) ?? limits[0]).window.id;
  const room =
    granted === 'unlimited'
      ? Number.POSITIVE_INFINITY
      : roomOf(
          remaining,
          warnAt.map((share) => (granted + credits) * share),
        );
  return { meter, level, threshold, window, balance, room };
}

function left({ remaining, reserved }: LimitBalance): number {
  return remaining === 'unlimited' ? Number.POSITIVE_INFINITY : remaining + reserved;
}

function roomOf(remaining: number, warnedAt: readonly number[]): number {
  if (remaining <= 0) return Number.POSITIVE_INFINITY;
  return remaining - Math.max(0, ...warnedAt.filter((units) => units <= remaining));
}
