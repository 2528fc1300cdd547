'use client';
import { useBilling } from '../../provider/billing-context.ts';
import { CheckoutCanceledView } from './checkout-canceled-view.tsx';

export interface CheckoutCanceledProps {
  /** Where "Continue" leads. @default '/' */
  readonly continueUrl?: string | undefined;
  /** Where "See plans" leads. @default '/' */
  readonly plansUrl?: string | undefined;
}

/** The page for those who left a checkout: for the address that is the provider's `checkoutReturn.returnUrl`. */
export function CheckoutCanceled({ continueUrl = '/', plansUrl = '/' }: CheckoutCanceledProps) {
  const { navigate } = useBilling();
  return <CheckoutCanceledView onSeePlans={() => navigate(plansUrl)} onContinue={() => navigate(continueUrl)} />;
}
