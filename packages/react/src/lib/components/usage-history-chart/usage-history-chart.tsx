'use client';
import { useState } from 'react';
import { useMeter } from '../../hooks/use-meter.ts';
import { useMeterName } from '../../hooks/use-meter-name.ts';
import { useUsageHistory } from '../../hooks/use-usage-history.ts';
import type { RegisteredMeter } from '../../register.ts';
import { matchAllowance } from './chart-scale.ts';
import { type HistoryWindow, historyWindows, windowSpan } from './history-window.ts';
import { UsageHistoryChartView, type UsageHistoryChartViewProps } from './usage-history-chart-view.tsx';

export interface UsageHistoryChartProps extends Pick<UsageHistoryChartViewProps, 'shape' | 'userName' | 'bars'> {
  readonly meter: RegisteredMeter;
  /** How far back to look at first. @default '30d' */
  readonly window?: HistoryWindow | undefined;
  /** What the switch offers; with fewer than two there is none. @default all four */
  readonly windows?: readonly HistoryWindow[] | undefined;
  /** Stacks the bars by the user who acted. */
  readonly by?: 'user' | undefined;
}

/** What was used of one meter over time; the chart library is fetched only when this is on the page. */
export function UsageHistoryChart({ meter, window: first = '30d', windows = historyWindows, by, ...look }: UsageHistoryChartProps) {
  const [window, setWindow] = useState(first);
  const history = useUsageHistory({ meter, by, ...windowSpan(window, Date.now()) });
  const name = useMeterName(meter);
  const limits = useMeter(meter).data?.limits ?? [];
  const retry = () => {
    void history.refetch();
    void name.refetch();
  };
  return (
    <UsageHistoryChartView
      {...look}
      meter={name.data}
      history={history.data}
      allowance={history.data && matchAllowance(limits, history.data.interval)}
      isBusy={history.isPlaceholderData}
      error={history.error ?? name.error}
      onRetry={retry}
      onWindowChange={setWindow}
      {...{ window, windows }}
    />
  );
}
