'use client';
import type { UpgradeOffer } from '@plimsoll/contract';
import { type NoticeTexts, noticeTexts } from '../../messages/notice-texts.ts';
import { type Text, useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { readContactUrl } from './read-contact-url.ts';

export interface OfferButtonProps {
  readonly offer: UpgradeOffer;
  /** Small and soft, for a strip that has a colour of its own. @default false */
  readonly isQuiet?: boolean | undefined;
  readonly isBusy?: boolean | undefined;
  readonly onAccept: (offer: UpgradeOffer) => void;
}

/** The one button that lifts a limit; it names what is bought and the price. */
export function OfferButton({ offer, isQuiet = false, isBusy, onAccept }: OfferButtonProps) {
  const text = useText(noticeTexts);
  const look = isQuiet ? ({ size: '1', variant: 'soft' } as const) : {};
  if (offer.kind === 'tier' && offer.contactUrl !== undefined) {
    const contact = readContactUrl(offer.contactUrl);
    if (contact === undefined) return null;
    return (
      <ActionButton asChild {...look}>
        <a href={contact}>{text.messages.offerContact({ name: offer.name })}</a>
      </ActionButton>
    );
  }
  return (
    <ActionButton {...look} isBusy={isBusy} onClick={() => onAccept(offer)}>
      {describeOffer(offer, text)}
    </ActionButton>
  );
}

function describeOffer(offer: UpgradeOffer, { messages, format }: Text<NoticeTexts>): string {
  const { name } = offer;
  if (offer.kind === 'pack') return messages.offerPack({ name, price: format.money(offer.price) });
  if (offer.price === null) return messages.offerTierNoPrice({ name });
  const price = messages.priceEach({ money: format.money(offer.price), interval: messages.per[offer.price.interval] });
  return messages.offerTier({ name, price });
}
