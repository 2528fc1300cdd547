'use client';
import type { UsageHistory } from '@plimsoll/contract';
import { Button } from '@radix-ui/themes';
import { type ComponentType, useDeferredValue, useId, useMemo, useState } from 'react';
import { type HistoryTexts, historyTexts } from '../../messages/history-texts.ts';
import { type Text, useText } from '../../messages/text-provider.tsx';
import { ChartFrame } from './chart-frame.tsx';
import type { HistoryWords } from './describe-bar.ts';
import { HistoryHead } from './history-head.tsx';
import type { HistoryLook } from './history-look.ts';
import { HistoryTable } from './history-table.tsx';
import { type ReadHistory, readHistory } from './read-history.ts';
import { sampleTriangles } from './sample-triangles.ts';
import { sumBins } from './sum-bins.ts';
import type { UsageBarsProps } from './usage-bars.tsx';
import { downloadCsv, writeCsv } from './write-csv.ts';

const MOST_BARS = 120;
const MOST_POINTS = 400;
const NOTHING: ReadHistory = { bars: [], series: [], total: 0 };

export interface HistoryPanelProps extends HistoryLook {
  /** What draws the bars. */
  readonly draw: ComponentType<UsageBarsProps>;
}

/** Everything of a history but its errors, in a chunk of its own. */
export function HistoryPanel({ meter, history, allowance, shape = 'bar', isBusy, userName, draw, ...head }: HistoryPanelProps) {
  const text = useText(historyTexts);
  const titleId = useId();
  const [isTable, setTable] = useState(false);
  const read = useMemo(() => (history ? readHistory(history) : NOTHING), [history]);
  const bins = useMemo(() => sumBins(read.bars, MOST_BARS), [read]);
  const points = useMemo(() => (shape === 'area' ? sampleTriangles(read.bars, MOST_POINTS) : bins), [read, bins, shape]);
  const words = meter && history && { meter, interval: history.interval, series: read.series, nameUser: nameUsers(text, userName) };
  const isEmpty = words !== undefined && read.total === 0;
  const isReady = words !== undefined && !isEmpty;
  // The rows come right after the first frame with the bars: React 18 draws them at once.
  const hasTable = useDeferredValue(isReady, false);
  // Several intervals in one bar are no longer what the allowance is for.
  const line = shape === 'bar' && bins.length < read.bars.length ? undefined : allowance;
  return (
    <section className="ps-history" aria-labelledby={meter && titleId} aria-busy={isBusy || !words} data-state={stateOf(words, isEmpty)}>
      <HistoryHead {...head} {...{ meter, titleId }} total={words && read.total} />
      {!words && <div className="ps-chart-area ps-skeleton" role="status" aria-label={text.messages.loading} />}
      {isEmpty && <p className="ps-empty ps-chart-area">{text.messages.historyEmpty}</p>}
      {isReady && !isTable && (
        <div className="ps-chart-area">
          <ChartFrame bars={points} draw={draw} allowance={line} {...{ words, shape }} />
          {words.series.length > 0 && <Legend {...words} />}
        </div>
      )}
      {hasTable && isReady && <HistoryTable bars={bins} isShown={isTable} {...{ words, titleId }} />}
      <footer className="ps-history-foot">
        {isReady && (
          <>
            <Button type="button" size="1" variant="soft" color="gray" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
              {text.messages.historyTable}
            </Button>
            <Button type="button" size="1" variant="soft" color="gray" onClick={() => history && saveCsv(history, words, text)}>
              {text.messages.historyCsv}
            </Button>
          </>
        )}
      </footer>
    </section>
  );
}

function stateOf(words: HistoryWords | undefined, isEmpty: boolean): 'loading' | 'empty' | 'ready' {
  if (words === undefined) return 'loading';
  return isEmpty ? 'empty' : 'ready';
}

function nameUsers({ messages }: Text<HistoryTexts>, userName: HistoryLook['userName']): HistoryWords['nameUser'] {
  return (userId) => {
    if (userId === null) return messages.historyOthers;
    return userId === '' ? messages.historyNobody : (userName?.(userId) ?? userId);
  };
}

function Legend({ series, nameUser }: HistoryWords) {
  const { format } = useText();
  return (
    <ul className="ps-chart-legend">
      {series.map(({ userId, units }, part) => (
        <li key={userId ?? part} className={`ps-chart-key ps-chart-part-${part}`}>
          <bdi>{nameUser(userId)}</bdi>
          <bdi>{format.number(units)}</bdi>
        </li>
      ))}
    </ul>
  );
}

// Every bucket and every user by name, however few of them are drawn.
function saveCsv(
  { buckets, meter: id, from }: UsageHistory,
  { meter, series, nameUser }: HistoryWords,
  { messages }: Text<HistoryTexts>,
): void {
  const isSplit = series.length > 0;
  const head = [messages.historyTime, ...(isSplit ? [messages.historyUser] : []), meter.name];
  const rows = buckets.map(({ start, units, userId = null }) => [start, ...(isSplit ? [nameUser(userId)] : []), units]);
  downloadCsv(`${id}-${from.slice(0, 10)}.csv`, writeCsv([head, ...rows]));
}
