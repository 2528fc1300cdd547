'use client';
import type { MeterName, UsageInterval } from '@plimsoll/contract';
import { useCallback, useState } from 'react';
import { Area, AreaChart, Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { historyTexts } from '../../messages/history-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { PLOT, pickLevels, pickTicks } from './chart-scale.ts';
import type { UsageBar, UsageSeries } from './read-history.ts';

// As many labels as fit side by side; on a narrow phone the style sheet hides every other one.
const LABELS: Record<UsageInterval, number> = { hour: 4, day: 6, month: 6 };

export interface UsageBarsProps {
  /** Oldest first; few enough to draw each. */
  readonly bars: readonly UsageBar[];
  /** What each bar is stacked from; empty where it is one piece. @default [] */
  readonly series?: readonly UsageSeries[] | undefined;
  readonly interval: UsageInterval;
  readonly meter: MeterName;
  /** @default 'bar' */
  readonly shape?: 'bar' | 'area' | undefined;
  /** Units that one bar may reach, drawn as a line. */
  readonly allowance?: number | undefined;
}

/** The drawing alone: what it says is in the table beside it, so it is hidden from assistive technology. */
export function UsageBars({ bars, series = [], interval, shape, allowance }: UsageBarsProps) {
  const { messages, format } = useText(historyTexts);
  // Recharts is told its size before it draws, or it would draw twice.
  const [size, setSize] = useState<Size>();
  const measure = useCallback((box: HTMLDivElement | null) => {
    if (box !== null) setSize(readSize(box));
  }, []);
  const isArea = shape === 'area';
  const Chart = isArea ? AreaChart : BarChart;
  const starts = new Map(bars.map(({ at, start }) => [at, start]));
  const levels = pickLevels(bars.reduce((highest, { units }) => Math.max(highest, units), allowance ?? 0));
  const axis = { tickLine: false, axisLine: false, tickMargin: 8, interval: 0, className: 'ps-chart-axis' } as const;
  const time = isArea ? ({ type: 'number', domain: ['dataMin', 'dataMax'] } as const) : {};
  return (
    <div className="ps-chart-drawing" aria-hidden="true" ref={measure}>
      {size && (
        <ResponsiveContainer width="100%" height="100%" initialDimension={size}>
          <Chart data={[...bars]} accessibilityLayer={false} margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }}>
            <CartesianGrid vertical={false} />
            <XAxis
              dataKey="at"
              {...time}
              height={PLOT.bottom}
              ticks={pickTicks(bars, LABELS[interval]).map(({ at }) => at)}
              tickFormatter={(at: number) => format.bucket(starts.get(at) ?? '', interval)}
              {...axis}
            />
            <YAxis ticks={levels} domain={[0, levels.at(-1) ?? 1]} tickFormatter={format.compact} width={PLOT.left} {...axis} />
            {(series.length === 0 ? ['units'] : series).map((_, place) => drawSeries(place, { isArea, isSplit: series.length > 0 }))}
            {allowance !== undefined && (
              <ReferenceLine
                y={allowance}
                className="ps-chart-allowance"
                label={{
                  value: messages.historyAllowance({ count: format.number(allowance) }),
                  position: 'insideBottomRight',
                  className: 'ps-chart-allowance-label',
                }}
              />
            )}
          </Chart>
        </ResponsiveContainer>
      )}
    </div>
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

// What is not laid out yet has no size; Recharts looks again when it has.
function readSize(box: HTMLDivElement): Size {
  const { width, height } = box.getBoundingClientRect();
  return width > 0 && height > 0 ? { width, height } : { width: 600, height: 240 };
}

// A function and no component: Recharts looks for its own elements among its children.
function drawSeries(place: number, { isArea, isSplit }: { readonly isArea: boolean; readonly isSplit: boolean }) {
  const look = {
    dataKey: isSplit ? (bar: UsageBar) => bar.parts[place] ?? 0 : 'units',
    stackId: 'all',
    className: `ps-chart-part ps-chart-part-${place}`,
    isAnimationActive: false,
  } as const;
  if (isArea) return <Area key={place} {...look} type="linear" dot={false} activeDot={false} />;
  return <Bar key={place} {...look} radius={isSplit ? 0 : [3, 3, 0, 0]} maxBarSize={32} />;
}
