'use client';
import { type BillingError, type BillingInterval, isBillingError } from '@plimsoll/contract';
import type { RouteOutput } from '@plimsoll/contract/routes';
import type { UseMutationResult } from '@tanstack/react-query';
import { requireWebAddress } from '../client/require-web-address.ts';
import { type CheckoutReturn, useBilling } from '../provider/billing-context.ts';
import { billingKeys } from '../provider/billing-queries.ts';
import type { RegisteredPack, RegisteredTier } from '../register.ts';
import { useBillingMutation } from './use-billing-mutation.ts';

/** Either a tier or a pack. */
export type CheckoutItem =
  | {
      readonly tier: RegisteredTier;
      /** @default as the tier's first price */
      readonly interval?: BillingInterval;
    }
  | { readonly pack: RegisteredPack };

/** Starts a checkout and leaves for the provider's page: `mutate({ tier: 'pro' })`. */
export function useCheckout(): UseMutationResult<RouteOutput<'POST /checkout'>, BillingError, CheckoutItem> {
  const { client, queryClient, scope, navigate, checkoutReturn } = useBilling();
  return useBillingMutation(async (item) => {
    try {
      const checkout = await client.call('POST /checkout', { ...item, ...describeReturn(checkoutReturn) });
      navigate(requireWebAddress(checkout.url));
      return checkout;
    } catch (error) {
      // Another tab bought it meanwhile: the page should say so.
      if (isBillingError(error, 'subscription_exists')) void queryClient.invalidateQueries({ queryKey: billingKeys(scope).state });
      throw error;
    }
  });
}

function describeReturn({ successUrl, returnUrl }: CheckoutReturn): { successUrl: string; returnUrl: string } {
  const { origin, href } = window.location;
  return { successUrl: successUrl ?? `${origin}/billing/success?checkout_id={CHECKOUT_ID}`, returnUrl: returnUrl ?? href };
}
