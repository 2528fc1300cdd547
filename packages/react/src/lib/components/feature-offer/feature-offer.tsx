'use client';
import { type BillingState, findFeatureOffer } from '@plimsoll/contract';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useCatalog } from '../../hooks/use-catalog.ts';
import { useAcceptOffer } from '../../hooks/use-offer.ts';
import type { RegisteredFeature } from '../../register.ts';
import { PlanChangeDialog } from '../plan-change-dialog/plan-change-dialog.tsx';
import { FeatureOfferView } from './feature-offer-view.tsx';

export interface FeatureOfferProps {
  readonly feature: RegisteredFeature;
}

const pickBuyer = ({ tier, canManageBilling }: BillingState) => ({ tier, canManageBilling });

/** Offers the cheapest tier that has a feature: for the `fallback` of a `FeatureGate`. Draws nothing until that is known. */
export function FeatureOffer({ feature }: FeatureOfferProps) {
  const { data: catalog } = useCatalog();
  const { data: buyer } = useBillingState(pickBuyer);
  const { accept, isBusy, error, confirmTier, closeConfirm } = useAcceptOffer();
  if (catalog === undefined || buyer === undefined) return null;
  const offer = findFeatureOffer(catalog, { feature, currentTier: buyer.tier });
  const name = catalog.features.find(({ id }) => id === feature)?.name ?? feature;
  return (
    <>
      <FeatureOfferView {...{ name, offer, isBusy, error }} canManageBilling={buyer.canManageBilling} onAccept={accept} />
      {confirmTier !== null && <PlanChangeDialog tier={confirmTier} when="now" onClose={closeConfirm} />}
    </>
  );
}
