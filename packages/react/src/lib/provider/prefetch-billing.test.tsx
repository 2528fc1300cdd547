// @vitest-environment jsdom
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { BillingError } from '@plimsoll/contract';
import { Theme } from '@radix-ui/themes';
import { dehydrate, HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from '@testing-library/react';
import type { ReactNode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToPipeableStream } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as kit from '../../index.ts';
import { stateOf } from '../testing/acme.ts';
import { stubServer } from '../testing/stub-server.ts';

const parts = (
  <kit.LimitBoundary>
    <kit.BillingNotice />
    <kit.PricingTable recommended="team" />
    <kit.MeterWidget meter="job_descriptions" />
    <kit.LowBalanceWarning />
    <kit.SubscriptionStatus />
    <kit.CreditPacks />
    <kit.FeatureGate feature="own_keys">keys</kit.FeatureGate>
  </kit.LimitBoundary>
);

/** As a framework does it: the page is streamed from a server, what was read goes along as JSON, and the browser takes over. */
async function deliver(page: ReactNode, takeOver: ReactNode = page) {
  const stream = new PassThrough();
  const errors: unknown[] = [];
  const { pipe } = renderToPipeableStream(page, { onError: (error) => void errors.push(error), onAllReady: () => pipe(stream) });
  const html = await text(stream);
  const host = document.createElement('div');
  host.innerHTML = html;
  document.body.append(host);
  const root = await act(async () => hydrateRoot(host, takeOver, { onRecoverableError: (error) => void errors.push(error) }));
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  return { html, errors, host, leave: () => act(() => root.unmount()) };
}

// One process plays both sides here, and React says so.
const BOTH_SIDES = 'Detected multiple renderers concurrently';
let complaints: unknown[][] = [];
beforeEach(() => {
  complaints = [];
  vi.spyOn(console, 'error').mockImplementation((...said) => {
    if (!String(said[0]).includes(BOTH_SIDES)) complaints.push(said);
  });
});

const overTheWire = <T,>(value: T): T => JSON.parse(JSON.stringify(value));
const onServer = (server: ReturnType<typeof stubServer>, scope?: string) =>
  kit.prefetchBilling({
    baseUrl: 'https://acme.example/api/billing',
    fetch: server.fetch,
    headers: () => ({ cookie: 'session=1' }),
    scope,
  });

afterEach(() => {
  document.body.replaceChildren();
});

describe('a page that a server has drawn', () => {
  it('shows everything at once, is taken over without a warning, and asks for nothing while its data is fresh', async () => {
    const [there, here] = [stubServer(), stubServer()];
    const prefetched = overTheWire(await onServer(there, 'acme'));
    const page = (
      <Theme>
        <kit.BillingProvider baseUrl="/api/billing" fetch={here.fetch} scope="acme" live={false} prefetched={prefetched}>
          {parts}
        </kit.BillingProvider>
      </Theme>
    );
    const { html, errors, host, leave } = await deliver(page);
    expect(html).toContain('aria-valuetext="12 of 50 job descriptions used');
    expect(html).toContain('Upgrade to Team');
    expect(html).not.toContain('data-state="loading"');
    expect(host.querySelectorAll('[role=meter]')).toHaveLength(1);
    expect(errors).toEqual([]);
    expect(complaints).toEqual([]);
    expect(here.seen).toEqual([]);
    expect(there.seen.map(({ key, headers }) => [key, headers.get('cookie')])).toEqual([
      ['GET /catalog', 'session=1'],
      ['GET /state', 'session=1'],
    ]);
    await leave();
  });

  it("goes through the application's own cache as well", async () => {
    const [there, here] = [stubServer(), stubServer()];
    const cache = new QueryClient();
    await kit.prefetchBilling({ baseUrl: 'https://acme.example/api/billing', fetch: there.fetch, queryClient: cache });
    const sent = overTheWire(dehydrate(cache));
    const page = (queryClient: QueryClient) => (
      <QueryClientProvider client={queryClient}>
        <HydrationBoundary state={sent}>
          <kit.BillingProvider baseUrl="/api/billing" fetch={here.fetch} live={false} queryClient={queryClient}>
            <kit.MeterWidget meter="job_descriptions" />
          </kit.BillingProvider>
        </HydrationBoundary>
      </QueryClientProvider>
    );
    const { html, errors, leave } = await deliver(page(new QueryClient()), page(new QueryClient()));
    expect(html).toContain('12 of 50');
    expect([errors, complaints, here.seen]).toEqual([[], [], []]);
    await leave();
  });

  it('asks anew for what is no longer fresh', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const here = stubServer();
    const prefetched = overTheWire(await onServer(stubServer()));
    vi.setSystemTime(Date.now() + 60_000);
    const page = (
      <kit.BillingProvider baseUrl="/api/billing" fetch={here.fetch} live={false} prefetched={prefetched}>
        <kit.MeterWidget meter="job_descriptions" />
      </kit.BillingProvider>
    );
    const { html, errors, leave } = await deliver(page);
    vi.useRealTimers();
    expect(html).toContain('12 of 50');
    expect([errors, complaints]).toEqual([[], []]);
    expect(here.seen.map(({ key }) => key)).toEqual(['GET /state']);
    await leave();
  });
});

describe('prefetchBilling', () => {
  it('leaves to the browser what could not be read, asks once, and does not fail', async () => {
    const away = stubServer({ 'GET /state': () => new BillingError('store_unavailable', 'down') });
    const { queries } = await onServer(away);
    expect(queries.map(({ queryKey }) => queryKey)).toEqual([kit.billingKeys().catalog]);
    expect(away.count('GET /state')).toBe(1);
  });

  it('hands over what is of this scope, and nothing else of the cache', async () => {
    const queryClient = new QueryClient();
    queryClient.setQueryData(['own'], 'theirs');
    queryClient.setQueryData(kit.billingKeys('globex').state, stateOf({ customerId: 'globex' }));
    const { queries } = await kit.prefetchBilling({
      baseUrl: 'https://acme.example',
      fetch: stubServer().fetch,
      queryClient,
      scope: 'acme',
    });
    expect(JSON.stringify(queries)).not.toMatch(/own"|theirs|globex/);
  });
});
