'use client';
import type { BillingError, MeterName, UsageHistory } from '@plimsoll/contract';
import { Button } from '@radix-ui/themes';
import { type ComponentType, useId, useState } from 'react';
import { useText } from '../../messages/text-provider.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { lazyPart } from '../lazy-part/lazy-part.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';
import { sumByStart } from './chart-scale.ts';
import type { UsageBarsProps } from './usage-bars.tsx';

// Recharts weighs more than everything else together: it is fetched when the first chart has something to draw.
const LazyBars = lazyPart(async () => (await import('./usage-bars.tsx')).UsageBars, <div className="ps-chart-area ps-skeleton" />);

export interface UsageHistoryChartViewProps {
  readonly meter: MeterName | undefined;
  /** Undefined while it is on its way. */
  readonly history: UsageHistory | undefined;
  /** Units that one bar may reach, drawn as a line. */
  readonly allowance?: number | undefined;
  readonly error?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** What draws the bars. @default Recharts, in a chunk of its own; `UsageBars` of `@plimsoll/react/chart` has it at once */
  readonly bars?: ComponentType<UsageBarsProps> | undefined;
}

/** Usage over time as bars, and the same as a table for those who cannot or would rather not read bars. */
export function UsageHistoryChartView({ meter, history, allowance, error, onRetry, bars: Bars = LazyBars }: UsageHistoryChartViewProps) {
  const { messages, format } = useText();
  const titleId = useId();
  const [isTable, setTable] = useState(false);
  if (meter === undefined || history === undefined) {
    if (error) return <ErrorNote title={messages.historyError} error={error} onRetry={onRetry} />;
    return <Skeleton className="ps-history" rows={2} />;
  }
  const sums = sumByStart(history.buckets);
  const total = sums.reduce((sum, { units }) => sum + units, 0);
  return (
    <section className="ps-history" aria-labelledby={titleId} data-state={total === 0 ? 'empty' : 'ready'}>
      <header className="ps-history-head">
        <h3 id={titleId}>{messages.history({ meter: meter.name })}</h3>
        <span className="ps-hint">{messages.historyTotal({ units: format.units(total, meter.unit) })}</span>
        {total > 0 && (
          <Button type="button" size="1" variant="ghost" color="gray" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            {messages.historyTable}
          </Button>
        )}
      </header>
      {total === 0 && <p className="ps-empty ps-chart-area">{messages.historyEmpty}</p>}
      {total > 0 && !isTable && <Bars bars={sums} interval={history.interval} {...{ meter, allowance }} />}
      {total > 0 && <HistoryTable {...{ history, meter, titleId, isShown: isTable }} />}
    </section>
  );
}

interface HistoryTableProps {
  readonly history: UsageHistory;
  readonly meter: MeterName;
  readonly titleId: string;
  /** Otherwise it is there for assistive technology alone. */
  readonly isShown: boolean;
}

function HistoryTable({ history: { buckets, interval }, meter, titleId, isShown }: HistoryTableProps) {
  const { messages, format } = useText();
  const hasUsers = buckets.some(({ userId }) => userId !== undefined);
  return (
    <div className={isShown ? 'ps-table' : 'ps-visually-hidden'}>
      <table aria-labelledby={titleId}>
        <thead>
          <tr>
            <th scope="col">{messages.historyTime}</th>
            {hasUsers && <th scope="col">{messages.historyUser}</th>}
            <th scope="col">{meter.name}</th>
          </tr>
        </thead>
        <tbody>
          {buckets.map(({ start, units, userId = '' }) => (
            <tr key={`${start} ${userId}`}>
              <th scope="row">{format.bucket(start, interval)}</th>
              {hasUsers && <td>{userId}</td>}
              <td>{format.number(units)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
