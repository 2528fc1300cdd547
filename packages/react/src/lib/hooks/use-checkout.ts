'use client';
import type { BillingError } from '@plimsoll/contract';
import type { RouteOutput } from '@plimsoll/contract/routes';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { type CheckoutReturn, useBilling } from '../provider/billing-context.ts';
import { billingKeys } from '../provider/billing-queries.ts';
import type { RegisteredPack, RegisteredTier } from '../register.ts';

/** Either a tier or a pack. */
export type CheckoutItem = { readonly tier: RegisteredTier } | { readonly pack: RegisteredPack };

/** Starts a checkout and leaves for the provider's page: `mutate({ tier: 'pro' })`. */
export function useCheckout(): UseMutationResult<RouteOutput<'POST /checkout'>, BillingError, CheckoutItem> {
  const { client, queryClient, scope, navigate, checkoutReturn } = useBilling();
  const start = {
    mutationFn: (item: CheckoutItem) => client.call('POST /checkout', { ...item, ...describeReturn(checkoutReturn) }),
    // Another tab bought it meanwhile: the page should say so.
    onError: ({ code }: BillingError) => {
      if (code === 'subscription_exists') void queryClient.invalidateQueries({ queryKey: billingKeys(scope).state });
    },
    onSuccess: ({ url }: RouteOutput<'POST /checkout'>) => navigate(url),
  };
  return useMutation<RouteOutput<'POST /checkout'>, BillingError, CheckoutItem>(start, queryClient);
}

function describeReturn({ successUrl, returnUrl }: CheckoutReturn): { successUrl: string; returnUrl: string } {
  const { origin, href } = window.location;
  return { successUrl: successUrl ?? `${origin}/billing/success?checkout_id={CHECKOUT_ID}`, returnUrl: returnUrl ?? href };
}
