'use client';
import { type ComponentType, type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { historyTexts } from '../../messages/history-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { findNearest, moveCursor, placeOf } from './chart-cursor.ts';
import { ChartTip } from './chart-tip.tsx';
import { describeBar, type HistoryWords } from './describe-bar.ts';
import type { UsageBar } from './read-history.ts';
import type { UsageBarsProps } from './usage-bars.tsx';

export interface ChartFrameProps {
  readonly bars: readonly UsageBar[];
  readonly words: HistoryWords;
  readonly shape: 'bar' | 'area';
  readonly allowance: number | undefined;
  readonly draw: ComponentType<UsageBarsProps>;
}

/**
 * The drawing with a cursor over it that follows the pointer and the arrow keys. It is a slider to assistive technology: the
 * place that it stands at is read out as it moves. The drawing itself never draws again for it.
 */
export function ChartFrame({ bars, words, shape, allowance, draw: Drawing }: ChartFrameProps) {
  const text = useText(historyTexts);
  const [cursor, setCursor] = useState<number | null>(null);
  const { meter, interval, series } = words;
  const drawing = useMemo(
    () => <Drawing {...{ bars, series, interval, meter, shape, allowance }} />,
    [Drawing, bars, series, interval, meter, shape, allowance],
  );
  const isArea = shape === 'area';
  const index = Math.min(cursor ?? bars.length - 1, bars.length - 1);
  const bar = bars[index];
  const onKeyDown = (event: KeyboardEvent) => {
    const next = event.key === 'Escape' ? null : moveCursor(event.key, index, bars.length);
    if (next === undefined) return;
    event.preventDefault();
    setCursor(next);
  };
  const follow = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setCursor(findNearest(bars, { x: clientX - left, width, isArea }));
  };
  return (
    <div
      className="ps-chart-frame"
      dir="ltr"
      role="slider"
      tabIndex={0}
      aria-label={text.messages.historyCursor}
      aria-valuemin={0}
      aria-valuemax={Math.max(bars.length - 1, 0)}
      aria-valuenow={index}
      aria-valuetext={bar && describeBar(bar, words, text)}
      onKeyDown={onKeyDown}
      onFocus={() => setCursor((at) => at ?? bars.length - 1)}
      onBlur={() => setCursor(null)}
      onPointerMove={follow}
      onPointerLeave={() => setCursor(null)}
    >
      {drawing}
      {cursor !== null && bar && <ChartTip {...{ bar, words }} place={placeOf(bars, index, isArea)} width={isArea ? 0 : 1 / bars.length} />}
    </div>
  );
}
