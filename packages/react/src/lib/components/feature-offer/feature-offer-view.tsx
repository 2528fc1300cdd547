'use client';
import type { BillingError, UpgradeOffer } from '@plimsoll/contract';
import { Card } from '@radix-ui/themes';
import { creditTexts } from '../../messages/credit-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { OfferButton } from '../upgrade-prompt/offer-button.tsx';

export interface FeatureOfferViewProps {
  /** What people call the feature. */
  readonly name: string;
  /** The tier that has it; null when none that is sold does. */
  readonly offer: UpgradeOffer | null;
  /** Whether this viewer may buy. @default true */
  readonly canManageBilling?: boolean | undefined;
  readonly isBusy?: boolean | undefined;
  readonly error?: BillingError | null | undefined;
  readonly onAccept: (offer: UpgradeOffer) => void;
}

/** Stands in the place of a feature that the plan does not have: says where it is included, with the button that gets it. */
export function FeatureOfferView({ name: feature, offer, canManageBilling = true, isBusy, error, onAccept }: FeatureOfferViewProps) {
  const { messages } = useText(creditTexts);
  return (
    <Card size="2" className="ps-locked" data-state={offer ? 'locked' : 'none'}>
      <p>{offer ? messages.featureIn({ feature, tier: offer.name }) : messages.featureNone({ feature })}</p>
      {error && <ErrorNote error={error} />}
      {!canManageBilling && <p className="ps-hint">{messages.offerAsk}</p>}
      {canManageBilling && offer && <OfferButton isQuiet offer={offer} isBusy={isBusy} onAccept={onAccept} />}
    </Card>
  );
}
