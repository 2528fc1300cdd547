'use client';
import type { UsageInterval } from '@plimsoll/contract';
import type { ComponentType } from 'react';
import { useMeter } from '../../hooks/use-meter.ts';
import { useMeterName } from '../../hooks/use-meter-name.ts';
import { useUsageHistory } from '../../hooks/use-usage-history.ts';
import type { RegisteredMeter } from '../../register.ts';
import { matchAllowance } from './chart-scale.ts';
import type { UsageBarsProps } from './usage-bars.tsx';
import { UsageHistoryChartView } from './usage-history-chart-view.tsx';

const DAY_MS = 86_400_000;
const DAYS_SHOWN: Record<UsageInterval, number> = { hour: 2, day: 30, month: 365 };

export interface UsageHistoryChartProps {
  readonly meter: RegisteredMeter;
  /** @default 'day' */
  readonly interval?: UsageInterval | undefined;
  /** How far back to look, today included. @default 2, 30 or 365 by interval */
  readonly days?: number | undefined;
  /** Splits the table by the user who acted; the bars show the sum. */
  readonly by?: 'user' | undefined;
  /** What draws the bars. @default Recharts, in a chunk of its own; `UsageBars` of `@plimsoll/react/chart` has it at once */
  readonly bars?: ComponentType<UsageBarsProps> | undefined;
}

/** What was used of one meter over time; the chart library is fetched only when this is on the page. */
export function UsageHistoryChart({ meter, interval = 'day', days = DAYS_SHOWN[interval], by, bars }: UsageHistoryChartProps) {
  const history = useUsageHistory({ meter, interval, by, from: startOfDay(days - 1) });
  const name = useMeterName(meter);
  const limits = useMeter(meter).data?.limits ?? [];
  const retry = () => {
    void history.refetch();
    void name.refetch();
  };
  return (
    <UsageHistoryChartView
      meter={name.data}
      history={history.data}
      allowance={matchAllowance(limits, interval)}
      error={history.error ?? name.error}
      onRetry={retry}
      bars={bars}
    />
  );
}

// The start of a day in UTC: the same all day long, so that the answer stays cached.
function startOfDay(daysAgo: number): string {
  return new Date((Math.floor(Date.now() / DAY_MS) - daysAgo) * DAY_MS).toISOString();
}
