'use client';
import type { MeterBalance, MeterName, UpgradeOffer } from '@plimsoll/contract';
import { noticeTexts } from '../../messages/notice-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { describePrice } from '../meter-widget/describe-price.ts';
import { readTone } from '../meter-widget/read-meter.ts';
import { readRoom } from '../meter-widget/read-room.ts';
import { Notice } from '../notice/notice.tsx';
import { OfferButton } from '../upgrade-prompt/offer-button.tsx';

export interface LowBalanceWarningViewProps {
  readonly meter: MeterName;
  readonly balance: MeterBalance;
  /** What lifts the limit; null when nothing sold does. */
  readonly offer?: UpgradeOffer | null | undefined;
  /** Whether this viewer may buy. @default true */
  readonly canManageBilling?: boolean | undefined;
  readonly isBusy?: boolean | undefined;
  readonly onAccept?: ((offer: UpgradeOffer) => void) | undefined;
  readonly onDismiss?: (() => void) | undefined;
}

/** Says that a meter runs low or is used up, with what lifts it. Draws nothing while all is well. */
export function LowBalanceWarningView(props: LowBalanceWarningViewProps) {
  const { meter, balance, offer, canManageBilling = true, onAccept, onDismiss } = props;
  const { messages } = useText(noticeTexts);
  const warning = useWarning(meter, balance);
  if (warning === null) return null;
  return (
    <Notice tone={readTone(balance) === 'exhausted' ? 'danger' : 'warning'} title={warning.title} text={warning.text}>
      {offer && canManageBilling && onAccept && <OfferButton isQuiet offer={offer} isBusy={props.isBusy} onAccept={onAccept} />}
      {!canManageBilling && <span className="ps-hint">{messages.offerAsk}</span>}
      {onDismiss && (
        <ActionButton size="1" variant="ghost" color="gray" onClick={onDismiss}>
          {messages.dismiss}
        </ActionButton>
      )}
    </Notice>
  );
}

function useWarning(meter: MeterName, balance: MeterBalance) {
  const { level, overagePrice, spendCap, remaining, granted } = balance;
  // Where nothing is included, a new window brings nothing.
  const resetsAt = granted === 0 && overagePrice === null ? null : balance.resetsAt;
  const text = useText(noticeTexts);
  const { messages, format } = text;
  const unit = meter.unit.other;
  const renews = resetsAt === null ? '' : messages.renewsOn({ date: format.date(resetsAt) });
  const isOver = level === 'exhausted' && overagePrice !== null;
  if (isOver && spendCap && readRoom(balance) <= 0)
    return { title: messages.capTitle({ unit, money: format.money(spendCap) }), text: renews };
  if (isOver) {
    return { title: messages.overageTitle({ unit }), text: messages.overageText({ price: describePrice(overagePrice, meter, text) }) };
  }
  if (level === 'exhausted') return { title: messages.exhaustedTitle({ unit }), text: renews };
  if (level !== 'low' || remaining === 'unlimited') return null;
  return { title: messages.lowTitle({ remaining: format.units(Math.max(remaining, 0), meter.unit) }), text: renews };
}
