import { Theme } from '@radix-ui/themes';
import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { createElement as h, type ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import * as kit from '../../index.ts';
import { catalog, stateOf } from '../testing/acme.ts';
import { stubServer } from '../testing/stub-server.ts';

const page = h(
  kit.LimitBoundary,
  null,
  h(kit.BillingNotice),
  h(kit.PricingTable, { recommended: 'team' }),
  h(kit.MeterWidget, { meter: 'job_descriptions' }),
  h(kit.LowBalanceWarning),
  h(kit.SubscriptionStatus),
  h(kit.CreditPacks),
  h(kit.UsageHistoryChart, { meter: 'job_descriptions' }),
  h(kit.CheckoutResult, { checkoutId: 'c1' }),
);
const draw = (queryClient: QueryClient, children: ReactElement = page) =>
  renderToString(h(Theme, null, h(kit.BillingProvider, { baseUrl: '/api/billing', queryClient, children })));

it('a page is drawn on a server, which has no window', () => {
  expect(typeof window).toBe('undefined');
  expect(draw(new QueryClient())).toContain('data-state="loading"');
});

it('what a server has read before is in the page that it sends', async () => {
  const server = stubServer();
  const client = kit.createBillingClient({ baseUrl: 'http://localhost/api/billing', fetch: server.fetch });
  const queryClient = new QueryClient();
  await Promise.all([queryClient.prefetchQuery(kit.catalogQuery(client)), queryClient.prefetchQuery(kit.stateQuery(client))]);
  const html = draw(queryClient);
  expect(html).toContain('aria-valuetext="12 of 50 job descriptions used');
  expect(html).toContain('Upgrade to Team');
  queryClient.clear();
});

it('what was read on a server is there for the first drawing in the browser', () => {
  const onServer = new QueryClient();
  onServer.setQueryData(kit.billingKeys().catalog, catalog);
  onServer.setQueryData(kit.billingKeys().state, stateOf());
  const inBrowser = new QueryClient();
  const widget = h(kit.MeterWidget, { meter: 'job_descriptions' });
  const hydrated = h(HydrationBoundary, { state: dehydrate(onServer), queryClient: inBrowser }, widget);
  expect(draw(inBrowser, hydrated)).toContain('12 of 50');
});
