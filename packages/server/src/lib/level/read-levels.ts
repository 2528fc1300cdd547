import { type Level, type LimitBalance, type MeterBalance, readLevel } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { deriveSubscription } from '../subscription/derive.ts';
import type { Standing } from '../subscription/read-standing.ts';
import { openLimits } from '../usage/policy.ts';
import { readBalances } from '../usage/read-balances.ts';

/** How near one meter is to its end. */
export interface PresentLevel {
  readonly meter: string;
  readonly level: Level;
  /** Id of the window of the limit that has least left. */
  readonly window: string;
  readonly balance: MeterBalance;
  /** Units that can be used before the level falls; infinite where it cannot. */
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
  const { lowShare } = context.settings;
  const { credits } = balance;
  const tightest = balance.limits.reduce((least, limit) => (left(limit) < left(least) ? limit : least), balance.limits[0] ?? balance);
  const { granted } = tightest;
  const remaining = left(tightest) + credits;
  const level = granted === 'unlimited' ? 'unlimited' : readLevel({ granted, credits, remaining }, lowShare);
  const limits = openLimits(context, standing, meter);
  const window = (limits.find(({ kind }) => kind === tightest.window) ?? limits[0]).window.id;
  const lowAt = granted === 'unlimited' ? 0 : (granted + credits) * lowShare;
  return { meter, level, window, balance, room: roomOf(level, { remaining, lowAt }) };
}

function left({ remaining, reserved }: LimitBalance): number {
  return remaining === 'unlimited' ? Number.POSITIVE_INFINITY : remaining + reserved;
}

function roomOf(level: Level, { remaining, lowAt }: { remaining: number; lowAt: number }): number {
  switch (level) {
    case 'ok':
      return remaining - lowAt;
    case 'low':
      return remaining;
    case 'exhausted':
    case 'unlimited':
      return Number.POSITIVE_INFINITY;
    default:
      return level satisfies never;
  }
}
