import type { MeterName, UsageInterval } from '@plimsoll/contract';
import type { Text } from '../../messages/text-provider.tsx';
import type { UsageBar, UsageSeries } from './read-history.ts';

/** How a history is put into words. */
export interface HistoryWords {
  readonly meter: MeterName;
  readonly interval: UsageInterval;
  readonly series: readonly UsageSeries[];
  readonly nameUser: (userId: string | null) => string;
}

/** `Nov 20`, or `Nov 1 – Nov 5` where several intervals are one bar. */
export function describeTime({ start, end }: Pick<UsageBar, 'start' | 'end'>, interval: UsageInterval, { format }: Text): string {
  const first = format.bucket(start, interval);
  return start === end ? first : `${first} – ${format.bucket(end, interval)}`;
}

/** `Nov 20: 12 job descriptions`, and who used how many where the history is split. */
export function describeBar(bar: UsageBar, { meter, interval, series, nameUser }: HistoryWords, text: Text): string {
  const parts = series.flatMap(({ userId }, place) => {
    const units = bar.parts[place] ?? 0;
    return units > 0 ? [`${nameUser(userId)} ${text.format.number(units)}`] : [];
  });
  return [`${describeTime(bar, interval, text)}: ${text.format.units(bar.units, meter.unit)}`, ...parts].join(', ');
}
