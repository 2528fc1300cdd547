import type { UsageInterval } from '@plimsoll/contract';

/** How far back a history looks, the present hour, day or month included. */
export type HistoryWindow = '24h' | '7d' | '30d' | '12m';

/** Every window, the shortest first. */
export const historyWindows: readonly HistoryWindow[] = ['24h', '7d', '30d', '12m'];

/** What to ask for: whole hours, days or months in UTC, so that the same question is asked for a while and its answer stays cached. */
export function windowSpan(window: HistoryWindow, now: number): { readonly interval: UsageInterval; readonly from: string } {
  const today = new Date(now);
  const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()];
  const span = (interval: UsageInterval, from: number) => ({ interval, from: new Date(from).toISOString() });
  switch (window) {
    case '24h':
      return span('hour', Date.UTC(year, month, day, today.getUTCHours() - 23));
    case '7d':
      return span('day', Date.UTC(year, month, day - 6));
    case '30d':
      return span('day', Date.UTC(year, month, day - 29));
    case '12m':
      return span('month', Date.UTC(year, month - 11));
    default:
      return window satisfies never;
  }
}
