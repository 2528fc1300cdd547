'use client';
import { historyTexts } from '../../messages/history-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { describeTime, type HistoryWords } from './describe-bar.ts';
import type { UsageBar } from './read-history.ts';

export interface HistoryTableProps {
  readonly bars: readonly UsageBar[];
  readonly words: HistoryWords;
  readonly titleId: string;
  /** Otherwise it is there for assistive technology alone. */
  readonly isShown: boolean;
}

/** What the bars say, in rows. */
export function HistoryTable({ bars, words: { meter, interval, series, nameUser }, titleId, isShown }: HistoryTableProps) {
  const text = useText(historyTexts);
  const { messages, format } = text;
  const isSplit = series.length > 0;
  const rows = bars.flatMap((bar) => {
    const time = describeTime(bar, interval, text);
    if (!isSplit) return [{ time, user: '', key: bar.start, units: bar.units }];
    return series.flatMap(({ userId }, part) => {
      const units = bar.parts[part] ?? 0;
      return units > 0 ? [{ time, user: nameUser(userId), key: `${bar.start} ${part}`, units }] : [];
    });
  });
  // What scrolls must be reachable with the keyboard.
  const scrolling = isShown
    ? { className: 'ps-table', role: 'group', tabIndex: 0, 'aria-labelledby': titleId }
    : { className: 'ps-visually-hidden' };
  return (
    <div {...scrolling}>
      <table aria-labelledby={titleId}>
        <thead>
          <tr>
            <th scope="col">{messages.historyTime}</th>
            {isSplit && <th scope="col">{messages.historyUser}</th>}
            <th scope="col">{meter.name}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ time, user, key, units }) => (
            <tr key={key}>
              <th scope="row">{time}</th>
              {isSplit && (
                <td>
                  <bdi>{user}</bdi>
                </td>
              )}
              <td>{format.number(units)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
