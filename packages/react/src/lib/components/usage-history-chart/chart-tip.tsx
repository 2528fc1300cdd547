'use client';
import type { CSSProperties } from 'react';
import { useText } from '../../messages/text-provider.tsx';
import { describeTime, type HistoryWords } from './describe-bar.ts';
import type { UsageBar } from './read-history.ts';

export interface ChartTipProps {
  readonly bar: UsageBar;
  readonly words: HistoryWords;
  /** Between the edges of the plot, 0 to 1. */
  readonly place: number;
  /** Of a bar, as a share of the plot; 0 for a line. */
  readonly width: number;
}

/** Marks one bar and says what it stands for. Hidden from assistive technology, which is told by the frame. */
export function ChartTip({ bar, words: { meter, interval, series, nameUser }, place, width }: ChartTipProps) {
  const text = useText();
  const where = { '--ps-place': place, '--ps-width': width } as CSSProperties;
  return (
    <div className="ps-chart-cursor" style={where} aria-hidden="true">
      <div className="ps-chart-band" />
      <div className="ps-chart-tip" data-side={place < 0.5 ? 'after' : 'before'}>
        <span>{describeTime(bar, interval, text)}</span>
        <strong>
          <bdi>{text.format.units(bar.units, meter.unit)}</bdi>
        </strong>
        {series.map(({ userId }, part) => {
          const units = bar.parts[part] ?? 0;
          return (
            units > 0 && (
              <span key={userId ?? part} className={`ps-chart-key ps-chart-part-${part}`}>
                <bdi>{nameUser(userId)}</bdi>
                <bdi>{text.format.number(units)}</bdi>
              </span>
            )
          );
        })}
      </div>
    </div>
  );
}
