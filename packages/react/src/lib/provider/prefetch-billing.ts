import { type DehydratedState, dehydrate, QueryClient } from '@tanstack/react-query';
import { type BillingClientOptions, createBillingClient } from '../client/billing-client.ts';
import { billingKeys, catalogQuery, stateQuery } from './billing-queries.ts';

export interface PrefetchBillingOptions extends BillingClientOptions {
  /** The cache to read into, for applications that hand over their own. @default a new one */
  readonly queryClient?: QueryClient | undefined;
  /** The same as the provider's `scope`. */
  readonly scope?: string | undefined;
}

/**
 * Reads on a server what a first drawing shows, catalog and state, as data that can be sent along with the page. Never rejects: what could
 * not be read is left to the browser. `baseUrl` is a whole address here, and `headers` pass the visitor's session on.
 * @example const prefetched = await prefetchBilling({ baseUrl: `${origin}/api/billing`, headers: () => ({ cookie }) });
 * <BillingProvider baseUrl="/api/billing" prefetched={prefetched}>…</BillingProvider>
 */
export async function prefetchBilling({
  queryClient = new QueryClient(),
  scope,
  ...options
}: PrefetchBillingOptions): Promise<DehydratedState> {
  const client = createBillingClient(options);
  // A page that is waited for asks once.
  const once = { retry: false } as const;
  await Promise.all([
    queryClient.prefetchQuery({ ...catalogQuery(client), ...once }),
    queryClient.prefetchQuery({ ...stateQuery(client, scope), ...once }),
  ]);
  const { all, catalog } = billingKeys(scope);
  const isOurs = ({ queryKey, state }: { queryKey: readonly unknown[]; state: { status: string } }) =>
    state.status === 'success' && queryKey[0] === all[0] && (queryKey[1] === all[1] || queryKey[1] === catalog[1]);
  return dehydrate(queryClient, { shouldDehydrateQuery: isOurs });
}
