import type { Level } from '@plimsoll/contract';
import type { PresentLevel } from './read-levels.ts';

/** A level of a meter in one window. */
export type ToldLevel = Pick<PresentLevel, 'level' | 'window'>;

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

/** Whether the host should hear of a level: a bad one is news once in each window, a good one only after a bad one. Pure. */
export function isNews(told: ToldLevel | null, present: ToldLevel): boolean {
  if (isGood(present.level)) return told !== null && !isGood(told.level);
  return told === null || !isSame(told, present);
}

/** The record once the host has accepted what it was told. */
export function acceptTelling({ telling }: LevelRecord): LevelRecord {
  return telling === null ? NOTHING_TOLD : { told: { level: telling.level, window: telling.window }, telling: null };
}

export function isSame(a: ToldLevel, b: ToldLevel): boolean {
  return a.level === b.level && a.window === b.window;
}

function isGood(level: Level): boolean {
  return level === 'ok' || level === 'unlimited';
}
