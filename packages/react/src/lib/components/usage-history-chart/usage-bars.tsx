'use client';
import type { MeterName, UsageInterval } from '@plimsoll/contract';
import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useText } from '../../messages/text-provider.tsx';
import { pickLevels, pickTicks, type UsageBar } from './chart-scale.ts';

// As many labels as fit side by side on a narrow phone.
const LABELS = 5;

export interface UsageBarsProps {
  readonly bars: readonly UsageBar[];
  readonly interval: UsageInterval;
  readonly meter: MeterName;
  /** Units that one bar may reach, drawn as a line. */
  readonly allowance?: number | undefined;
}

/** The drawing alone: what it says is in the table beside it, so it is hidden from assistive technology. */
export function UsageBars({ bars, interval, meter, allowance }: UsageBarsProps) {
  const { messages, format } = useText();
  const levels = pickLevels(Math.max(allowance ?? 0, ...bars.map(({ units }) => units)));
  const label = (start: string) => format.bucket(start, interval);
  const axis = { tickLine: false, axisLine: false, tickMargin: 8, interval: 0, className: 'ps-chart-axis' } as const;
  return (
    <div className="ps-chart-area" dir="ltr" aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 240 }}>
        <BarChart data={[...bars]} accessibilityLayer={false} margin={{ top: 16, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} />
          <XAxis dataKey="start" ticks={pickTicks(bars, LABELS)} tickFormatter={label} {...axis} />
          <YAxis ticks={levels} domain={[0, levels.at(-1) ?? 1]} tickFormatter={format.compact} width={44} {...axis} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ className: 'ps-chart-cursor' }}
            content={({ payload }) => <BarTip bar={payload[0]?.payload as UsageBar | undefined} label={label} meter={meter} />}
          />
          <Bar dataKey="units" className="ps-chart-bar" radius={[3, 3, 0, 0]} maxBarSize={32} isAnimationActive={false} />
          {allowance !== undefined && (
            <ReferenceLine
              y={allowance}
              className="ps-chart-allowance"
              label={{
                value: messages.historyAllowance({ count: format.number(allowance) }),
                position: 'insideTopRight',
                className: 'ps-chart-axis',
              }}
            />
          )}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

interface BarTipProps {
  readonly bar: UsageBar | undefined;
  readonly label: (start: string) => string;
  readonly meter: MeterName;
}

function BarTip({ bar, label, meter }: BarTipProps) {
  const { format } = useText();
  if (bar === undefined) return null;
  return (
    <div className="ps-chart-tip">
      <span>{label(bar.start)}</span>
      <strong>{format.units(bar.units, meter.unit)}</strong>
    </div>
  );
}
