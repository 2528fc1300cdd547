'use client';
import type { BillingError, MeterBalance, MeterName, UpgradeOffer } from '@plimsoll/contract';
import { Badge } from '@radix-ui/themes';
import { creditTexts } from '../../messages/credit-texts.ts';
import { type Text, useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { describePrice } from '../meter-widget/describe-price.ts';
import { readTone, soundBalance } from '../meter-widget/read-meter.ts';
import { readRoom } from '../meter-widget/read-room.ts';
import { Skeleton } from '../skeleton/skeleton.tsx';
import { OfferButton } from '../upgrade-prompt/offer-button.tsx';

export interface CreditBalanceViewProps {
  /** Undefined while it is on its way. */
  readonly meter: MeterName | undefined;
  /** Undefined while it is on its way; null where the customer does not have the meter. */
  readonly balance: MeterBalance | null | undefined;
  /** What gives more, for the button at zero; null when nothing sold does. */
  readonly offer?: UpgradeOffer | null | undefined;
  /** Whether this viewer may buy. @default true */
  readonly canManageBilling?: boolean | undefined;
  readonly isBusy?: boolean | undefined;
  /** Shown only where there is no balance: the last good one stays. */
  readonly error?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Leads to where more is sold; takes the place of the offer. */
  readonly onBuy?: (() => void) | undefined;
  readonly onAccept?: ((offer: UpgradeOffer) => void) | undefined;
}

/** How many units can still be used, in one line for a header; at zero with the button that gives more. */
export function CreditBalanceView(props: CreditBalanceViewProps) {
  const { meter, balance: given, error, onRetry } = props;
  const text = useText(creditTexts);
  const { messages } = text;
  if (meter === undefined || given === undefined) {
    if (!error) return <Skeleton className="ps-balance" />;
    return (
      <span className="ps-balance" role="alert" data-state="error">
        <Badge size="2" color="gray">
          {messages.balanceError}
        </Badge>
        {onRetry && (
          <ActionButton size="1" isQuiet onClick={onRetry}>
            {messages.retry}
          </ActionButton>
        )}
      </span>
    );
  }
  const balance = given && soundBalance(given);
  const tone = balance === null ? 'ok' : readTone(balance);
  return (
    <span className="ps-balance" data-state={balance === null ? 'empty' : 'ready'} data-level={tone}>
      <Badge size="2" color={tones[tone]}>
        <bdi>{balance === null ? messages.notIncluded : describeBalance(balance, meter, text)}</bdi>
      </Badge>
      {balance !== null && readRoom(balance) <= 0 && <MoreButton {...props} />}
    </span>
  );
}

const tones = { ok: 'gray', unlimited: 'gray', low: 'amber', exhausted: 'red' } as const;

function MoreButton({ offer, canManageBilling = true, isBusy, onBuy, onAccept }: CreditBalanceViewProps) {
  const { messages } = useText(creditTexts);
  if (!canManageBilling) return <span className="ps-hint">{messages.offerAsk}</span>;
  if (onBuy) {
    return (
      <ActionButton size="1" onClick={onBuy}>
        {messages.buyCredits}
      </ActionButton>
    );
  }
  return offer && onAccept ? <OfferButton isQuiet offer={offer} isBusy={isBusy} onAccept={onAccept} /> : null;
}

// In a header there is room for a large number only when it is shortened.
const LARGE = 100_000;

function describeBalance({ remaining, overagePrice }: MeterBalance, meter: MeterName, text: Text<typeof creditTexts>): string {
  const { messages, format } = text;
  if (remaining === 'unlimited') return messages.unlimited;
  const left = Math.max(remaining, 0);
  if (left === 0 && overagePrice) return describePrice(overagePrice, meter, text);
  const units = left < LARGE ? format.units(left, meter.unit) : `${format.compact(left)} ${format.unitName(left, meter.unit)}`;
  return messages.creditsLeft({ units });
}
