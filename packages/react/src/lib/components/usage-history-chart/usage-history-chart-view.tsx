'use client';
import type { BillingError } from '@plimsoll/contract';
import { type ComponentType, useEffect } from 'react';
import { historyTexts } from '../../messages/history-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { lazyPart } from '../lazy-part/lazy-part.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';
import type { HistoryLook } from './history-look.ts';
import type { UsageBarsProps } from './usage-bars.tsx';

const LazyPanel = lazyPart(async () => (await import('./history-panel.tsx')).HistoryPanel, <Skeleton className="ps-history" rows={3} />);

// Recharts weighs more than everything else together: it is fetched with the first chart, beside its data.
const loadBars = async () => (await import('./usage-bars.tsx')).UsageBars;
const LazyBars = lazyPart(loadBars, <div className="ps-chart-drawing ps-skeleton" />);

export interface UsageHistoryChartViewProps extends HistoryLook {
  readonly error?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** What draws the bars. @default Recharts, in a chunk of its own; `UsageBars` of `@plimsoll/react/chart` has it at once */
  readonly bars?: ComponentType<UsageBarsProps> | undefined;
}

/**
 * Usage over time as bars or as an area, stacked by user where the history is split, with a cursor for pointer and keyboard; the
 * same as a table and as a CSV file. However many buckets come, at most 120 bars (neighbours added up) or 400 points are drawn.
 */
export function UsageHistoryChartView({ error, onRetry, bars, ...panel }: UsageHistoryChartViewProps) {
  const { messages } = useText(historyTexts);
  useEffect(() => {
    // A chunk that is lost says so where it is drawn.
    if (bars === undefined) loadBars().catch(() => undefined);
  }, [bars]);
  if (error && panel.history === undefined) return <ErrorNote title={messages.historyError} error={error} onRetry={onRetry} />;
  return <LazyPanel {...panel} draw={bars ?? LazyBars} />;
}
