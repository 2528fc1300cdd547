import type { MeterName, UsageHistory } from '@plimsoll/contract';
import type { HistoryWindow } from './history-window.ts';

/** What a history shows and how. */
export interface HistoryLook {
  readonly meter: MeterName | undefined;
  /** Undefined while it is on its way. */
  readonly history: UsageHistory | undefined;
  /** Units that one interval may reach, drawn as a line. */
  readonly allowance?: number | undefined;
  /** @default 'bar' */
  readonly shape?: 'bar' | 'area' | undefined;
  /** The window that is shown, for the switch; the switch is there where `onWindowChange` is. */
  readonly window?: HistoryWindow | undefined;
  readonly windows?: readonly HistoryWindow[] | undefined;
  readonly onWindowChange?: ((window: HistoryWindow) => void) | undefined;
  /** Something newer is on its way. */
  readonly isBusy?: boolean | undefined;
  /** What a user goes by in a split history. @default the id itself */
  readonly userName?: ((userId: string) => string | undefined) | undefined;
}
