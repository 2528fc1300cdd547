import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { BillingClient } from '../client/billing-client.ts';

/** Where the provider sends a person after a checkout. */
export interface CheckoutReturn {
  /** `{CHECKOUT_ID}` in it is filled in. @default `/billing/success?checkout_id={CHECKOUT_ID}` of this origin */
  readonly successUrl?: string | undefined;
  /** Where "back" leads. @default the page that started the checkout */
  readonly returnUrl?: string | undefined;
}

/** What the hooks share. */
export interface Billing {
  readonly client: BillingClient;
  readonly queryClient: QueryClient;
  readonly scope: string | undefined;
  readonly navigate: (url: string) => void;
  readonly checkoutReturn: CheckoutReturn;
}

/** Set by `BillingProvider`. */
export const BillingContext = createContext<Billing | null>(null);

/** Client, cache and navigation of the nearest `BillingProvider`. */
export function useBilling(): Billing {
  const billing = useContext(BillingContext);
  if (billing === null) throw new Error('Put <BillingProvider baseUrl="…"> around the components and hooks of @plimsoll/react.');
  return billing;
}
