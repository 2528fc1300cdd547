'use client';
import { type DehydratedState, hydrate, QueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { type BillingClientOptions, createBillingClient } from '../client/billing-client.ts';
import { TextProvider, type TextProviderProps } from '../messages/text-provider.tsx';
import { type Billing, BillingContext, type CheckoutReturn } from './billing-context.ts';
import { LiveUpdates } from './live-updates.tsx';

export interface BillingProviderProps extends BillingClientOptions, Omit<TextProviderProps, 'children'> {
  readonly children: ReactNode;
  /** How the browser leaves for a checkout or portal page. @default window.location.assign */
  readonly navigate?: ((url: string) => void) | undefined;
  /** The application's own cache, to share or to hydrate. @default one of its own */
  readonly queryClient?: QueryClient | undefined;
  /** What `prefetchBilling` read on a server: the first drawing has it, and nothing is asked again while it is fresh. */
  readonly prefetched?: DehydratedState | undefined;
  /**
   * Names whom the data is about, for example the id of the organisation that is shown now. A change reads everything anew.
   * It only separates cached data: it is never sent.
   */
  readonly scope?: string | undefined;
  /** Whether to listen for changes. @default true */
  readonly live?: boolean | undefined;
  readonly checkoutReturn?: CheckoutReturn | undefined;
}

const leavePage = (url: string) => window.location.assign(url);
const NO_RETURN: CheckoutReturn = {};

/**
 * Gives the components and hooks below it their server, cache, texts and formats.
 * @example <BillingProvider baseUrl="/api/billing"><PricingTable /></BillingProvider>
 */
export function BillingProvider(props: BillingProviderProps) {
  const { children, baseUrl, fetch, headers, scope, messages, locale, timeZone } = props;
  const { navigate = leavePage, live = true, checkoutReturn = NO_RETURN } = props;
  const [ownClient] = useState(() => props.queryClient ?? new QueryClient());
  const queryClient = props.queryClient ?? ownClient;
  // Before anything below is drawn, and once: what is read later is newer.
  useState(() => hydrate(queryClient, props.prefetched ?? {}));

  const client = useMemo(() => createBillingClient({ baseUrl, fetch, headers }), [baseUrl, fetch, headers]);
  const billing = useMemo<Billing>(
    () => ({ client, queryClient, scope, navigate, checkoutReturn }),
    [client, queryClient, scope, navigate, checkoutReturn],
  );

  // The cache is handed to each hook instead of to a context, so that the application's own queries keep theirs.
  useEffect(() => {
    queryClient.mount();
    return () => queryClient.unmount();
  }, [queryClient]);

  return (
    <BillingContext.Provider value={billing}>
      <TextProvider messages={messages} locale={locale} timeZone={timeZone}>
        {live && <LiveUpdates />}
        {children}
      </TextProvider>
    </BillingContext.Provider>
  );
}
