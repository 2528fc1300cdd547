import type { Level } from '@plimsoll/contract';
import type { PresentLevel } from './read-levels.ts';

/** A level of a meter in one window. What was told before there were several thresholds says none. */
export type ToldLevel = Pick<PresentLevel, 'level' | 'window'> & Partial<Pick<PresentLevel, 'threshold'>>;

/** What the host knows of one meter of a customer. */
export interface LevelRecord {
  /** What it was last told, and accepted. Null: nothing yet, which is as good as `ok`. */
  readonly told: ToldLevel | null;
  /** What it is being told, since when in milliseconds of the store's clock, and under which key. */
  readonly telling: (ToldLevel & { readonly key: string; readonly since: number }) | null;
}

/** The records of a customer by meter, as they are stored. */
export type LevelRecords = Readonly<Record<string, LevelRecord>>;

export const NOTHING_TOLD: LevelRecord = { told: null, telling: null };

/** Whether the host should hear of a level: a bad one is news once for each threshold in each window, a good one only after a bad one. Pure. */
export function isNews(told: ToldLevel | null, present: ToldLevel): boolean {
  if (isGood(present.level)) return told !== null && !isGood(told.level);
  return told === null || !isSame(told, present);
}

/** The record once the host has accepted what it was told. */
export function acceptTelling({ telling }: LevelRecord): LevelRecord {
  return telling === null ? NOTHING_TOLD : { told: toldOf(telling), telling: null };
}

export function isSame(a: ToldLevel, b: ToldLevel): boolean {
  const isSameThreshold = a.threshold === undefined || b.threshold === undefined || a.threshold === b.threshold;
  return a.level === b.level && a.window === b.window && isSameThreshold;
}

/** What there is to keep of a level that the host is told of. */
export function toldOf({ level, window, threshold }: ToldLevel): ToldLevel {
  return { level, window, ...(threshold !== undefined && { threshold }) };
}

function isGood(level: Level): boolean {
  return level === 'ok' || level === 'unlimited';
}
