'use client';
import { useEffect } from 'react';
import { tierNameIn } from '../../hooks/tier-name-in.ts';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useCatalog } from '../../hooks/use-catalog.ts';
import { useCheckoutResult } from '../../hooks/use-checkout-result.ts';
import { useBilling } from '../../provider/billing-context.ts';
import { CheckoutResultView } from './checkout-result-view.tsx';

// Some providers append a credential of the customer to the return address.
const CREDENTIAL = 'customer_session_token';

export interface CheckoutResultProps {
  /** Id that the provider put into the return address. */
  readonly checkoutId: string;
  /** Where "Continue" leads. @default '/' */
  readonly continueUrl?: string | undefined;
  /** Where "See plans" leads. @default '/' */
  readonly plansUrl?: string | undefined;
}

/** The success page: waits until the checkout has taken effect, and takes the provider's credential out of the address bar. */
export function CheckoutResult({ checkoutId, continueUrl = '/', plansUrl = '/' }: CheckoutResultProps) {
  const { navigate } = useBilling();
  const { outcome, checkAgain } = useCheckoutResult(checkoutId);
  const providerName = useBillingState(({ provider }) => provider.name).data;
  const bought = outcome.status === 'active' ? outcome : undefined;
  const { data: catalog } = useCatalog();
  const tierName = catalog?.packs.find(({ id }) => id === bought?.pack)?.name ?? tierNameIn(catalog, bought?.tier ?? '');
  useEffect(stripCredential, []);
  return (
    <CheckoutResultView
      status={outcome.status}
      error={outcome.status === 'error' ? outcome.error : undefined}
      {...{ tierName, providerName }}
      onCheckAgain={checkAgain}
      onContinue={() => navigate(continueUrl)}
      onSeePlans={() => navigate(plansUrl)}
    />
  );
}

function stripCredential(): void {
  const address = new URL(window.location.href);
  if (!address.searchParams.has(CREDENTIAL)) return;
  address.searchParams.delete(CREDENTIAL);
  window.history.replaceState(window.history.state, '', address);
}
