'use client';
import type { MeterName } from '@plimsoll/contract';
import type { ReactNode } from 'react';
import { type NoticeTexts, noticeTexts } from '../../messages/notice-texts.ts';
import { type StatusTexts, statusTexts } from '../../messages/status-texts.ts';
import { type Text, useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { LowBalanceWarningView } from '../low-balance-warning/low-balance-warning-view.tsx';
import { Notice as NoticeStrip, type NoticeTone } from '../notice/notice.tsx';
import { describeChange } from '../subscription-status/describe-change.ts';
import type { Notice } from './pick-notice.ts';

const texts = { ...noticeTexts, ...statusTexts };

export interface BillingNoticeViewProps {
  /** What `pickNotice` gave. */
  readonly notice: Notice;
  /** Name of the customer's tier, and of any tier by its id. */
  readonly tierName: (tier?: string) => string;
  readonly meterName: (meter: string) => MeterName;
  /** Who takes the money, for people. */
  readonly providerName: string;
  /** The button that helps; leave out what this viewer may not do. */
  readonly onManagePayment?: (() => void) | undefined;
  readonly onResume?: (() => void) | undefined;
  readonly isBusy?: boolean | undefined;
}

/** One notice, in the tone of its urgency. */
export function BillingNoticeView(props: BillingNoticeViewProps) {
  const { notice, meterName } = props;
  const text = useText(texts);
  if ('meter' in notice) {
    return <LowBalanceWarningView meter={meterName(notice.meter)} balance={notice.balance} />;
  }
  return (
    <NoticeStrip tone={tones[notice.kind]} title={describeNotice(notice, props, text)}>
      <NoticeAction {...props} />
    </NoticeStrip>
  );
}

type StripNotice = Exclude<Notice, { readonly kind: 'exhausted' | 'low' }>;

const tones: Record<StripNotice['kind'], NoticeTone> = {
  past_due: 'danger',
  fallback: 'warning',
  stale: 'warning',
  trial_ending: 'info',
  ends: 'info',
  changes: 'info',
};

function describeNotice(
  notice: StripNotice,
  { tierName, providerName }: BillingNoticeViewProps,
  { messages, format }: Text<NoticeTexts & StatusTexts>,
): string {
  switch (notice.kind) {
    case 'past_due':
      return notice.at === null ? messages.pastDue : messages.pastDueUntil({ date: format.date(notice.at) });
    case 'fallback':
      return messages.noticeFallback({ provider: providerName, tier: tierName() });
    case 'stale':
      return notice.asOf === null ? messages.noticeStaleUnknown : messages.noticeStale({ time: format.dateTime(notice.asOf) });
    case 'trial_ending':
      return messages.trialEnds({ date: format.date(notice.at) });
    case 'ends':
      return messages.until({ tier: tierName(), date: format.date(notice.at) });
    case 'changes':
      return describeChange(notice, tierName(notice.tier), { messages, format });
    default:
      return notice satisfies never;
  }
}

function NoticeAction({ notice, tierName, onManagePayment, onResume, isBusy = false }: BillingNoticeViewProps): ReactNode {
  const { messages } = useText(texts);
  const isScheduled = notice.kind === 'ends' || notice.kind === 'changes';
  if (isScheduled && onResume) {
    return (
      <ActionButton size="1" variant="soft" isBusy={isBusy} onClick={onResume}>
        {messages.keep({ tier: tierName() })}
      </ActionButton>
    );
  }
  if ((notice.kind === 'past_due' || notice.kind === 'trial_ending') && onManagePayment) {
    return (
      <ActionButton size="1" variant="soft" isBusy={isBusy} onClick={onManagePayment}>
        {messages.managePayment}
      </ActionButton>
    );
  }
  return null;
}
