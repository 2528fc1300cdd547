'use client';
import { type BillingError, type BillingState, findUpgradeOffer, isLive, type UpgradeOffer } from '@plimsoll/contract';
import { useState } from 'react';
import { useBillingState } from './use-billing-state.ts';
import { useCatalog } from './use-catalog.ts';
import { useCheckout } from './use-checkout.ts';

/** Taking an offer up: what is under way, what went wrong, and the tier that waits for a yes. */
export interface OfferAcceptance {
  readonly accept: (offer: UpgradeOffer) => void;
  readonly isBusy: boolean;
  readonly error: BillingError | null;
  /** Set when the offer changes a running subscription, whose price is shown before it happens. */
  readonly confirmTier: string | null;
  readonly closeConfirm: () => void;
}

const hasLiveSubscription = ({ subscription }: BillingState) => isLive(subscription.status);

/** Takes an offer up: a checkout, or for a running subscription a plan change that asks first. */
export function useAcceptOffer(): OfferAcceptance {
  const checkout = useCheckout();
  const { data: isSubscribed = false, isPending } = useBillingState(hasLiveSubscription);
  const [confirmTier, setConfirmTier] = useState<string | null>(null);
  const accept = (offer: UpgradeOffer) => {
    if (offer.kind === 'pack') return checkout.mutate({ pack: offer.pack });
    return isSubscribed ? setConfirmTier(offer.tier) : checkout.mutate({ tier: offer.tier });
  };
  // Before the state is there nobody knows whether this is a purchase or a plan change.
  return { accept, isBusy: isPending || checkout.isPending, error: checkout.error, confirmTier, closeConfirm: () => setConfirmTier(null) };
}

/** The cheapest tier or pack that gives more of a meter; null when nothing sold does or the catalog is not there yet. */
export function useOffer(meter: string): UpgradeOffer | null {
  const { data: catalog } = useCatalog();
  const { data: held } = useBillingState(pickTier);
  return catalog && held ? findUpgradeOffer({ catalog, ...held, meter, needed: 1 }) : null;
}

const pickTier = ({ tier, tierVersion }: BillingState) => ({ currentTier: tier, kept: tierVersion });
