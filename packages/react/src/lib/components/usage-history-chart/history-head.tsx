'use client';
import type { MeterName } from '@plimsoll/contract';
import { SegmentedControl } from '@radix-ui/themes';
import { historyTexts } from '../../messages/history-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import type { HistoryLook } from './history-look.ts';
import type { HistoryWindow } from './history-window.ts';

export interface HistoryHeadProps extends Pick<HistoryLook, 'window' | 'windows' | 'onWindowChange'> {
  readonly meter: MeterName | undefined;
  readonly titleId: string;
  /** Undefined while it is on its way. */
  readonly total: number | undefined;
}

/** What is drawn, how much in total, and how far back. The switch is there before the first answer. */
export function HistoryHead({ meter, titleId, total, window, windows = [], onWindowChange }: HistoryHeadProps) {
  const { messages, format } = useText(historyTexts);
  return (
    <header className="ps-history-head">
      <div>
        {meter ? <h3 id={titleId}>{messages.history({ meter: meter.name })}</h3> : <span className="ps-skeleton" />}
        <p className="ps-hint">
          {meter && total !== undefined ? (
            messages.historyTotal({ units: format.units(total, meter.unit) })
          ) : (
            <span className="ps-skeleton" />
          )}
        </p>
      </div>
      {window && onWindowChange && windows.length > 1 && (
        <SegmentedControl.Root
          size="1"
          value={window}
          onValueChange={(picked) => onWindowChange(picked as HistoryWindow)}
          aria-label={messages.historyWindows}
        >
          {windows.map((choice) => (
            <SegmentedControl.Item key={choice} value={choice}>
              {messages.historyWindow[choice]}
            </SegmentedControl.Item>
          ))}
        </SegmentedControl.Root>
      )}
    </header>
  );
}
