// @vitest-environment jsdom
import { BillingError, type BillingState } from '@plimsoll/contract';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { MeterWidget } from '../components/meter-widget/meter-widget.tsx';
import { useBillingState } from '../hooks/use-billing-state.ts';
import { useMeter } from '../hooks/use-meter.ts';
import { useTierActions } from '../hooks/use-tier-actions.ts';
import { balanceOf, stateOf } from '../testing/acme.ts';
import { renderBilling } from '../testing/render-billing.tsx';
import { stubServer } from '../testing/stub-server.ts';
import { BillingProvider } from './billing-provider.tsx';
import { billingKeys } from './billing-queries.ts';

function UsedProbe({ onDraw }: { readonly onDraw: () => void }) {
  const { data } = useMeter('job_descriptions');
  onDraw();
  return <p>used {data?.used}</p>;
}

function OwnQuery() {
  return <p>{useQuery({ queryKey: ['own'], queryFn: () => 'theirs' }).data}</p>;
}

function ActionsProbe() {
  return <p>{JSON.stringify(useTierActions())}</p>;
}

function ErrorProbe() {
  return <p>{useBillingState().error?.code}</p>;
}

describe('the state query', () => {
  it('is asked once for a whole page of hooks', async () => {
    const server = stubServer();
    renderBilling(
      <>
        <MeterWidget meter="job_descriptions" />
        <MeterWidget meter="tokens" />
      </>,
      server,
    );
    expect(await screen.findAllByRole('meter')).toHaveLength(2);
    expect(server.count('GET /state')).toBe(1);
    expect(server.count('GET /catalog')).toBe(1);
  });

  it('draws only what its change concerns', async () => {
    const queryClient = new QueryClient();
    const drawn = vi.fn();
    renderBilling(<UsedProbe onDraw={drawn} />, stubServer(), { queryClient });
    await screen.findByText('used 12');
    const before = drawn.mock.calls.length;
    const put = (meters: BillingState['meters']) =>
      act(() => queryClient.setQueryData(billingKeys().state, stateOf({ version: 2, meters })));
    put({ job_descriptions: balanceOf(), tokens: balanceOf({ used: 49 }) });
    expect(drawn).toHaveBeenCalledTimes(before);
    put({ job_descriptions: balanceOf({ used: 13 }), tokens: balanceOf({ used: 49 }) });
    expect(await screen.findByText('used 13')).toBeVisible();
  });

  it('is read anew, and never mixed up, when the page is about another customer', async () => {
    let used = 12;
    const server = stubServer({ 'GET /state': () => stateOf({ meters: { job_descriptions: balanceOf({ used }) } }) });
    const page = (scope: string) => (
      <BillingProvider baseUrl="/api/billing" fetch={server.fetch} live={false} scope={scope}>
        <MeterWidget meter="job_descriptions" />
      </BillingProvider>
    );
    const { rerender } = render(page('acme'));
    expect(await screen.findByText('12 of 50')).toBeVisible();
    used = 40;
    rerender(page('globex'));
    expect(screen.queryByText('12 of 50')).toBeNull();
    expect(await screen.findByText('40 of 50')).toBeVisible();
    expect(JSON.stringify(server.seen)).not.toMatch(/globex/);
  });

  it('tries again only what can succeed later', async () => {
    const refused = stubServer({ 'GET /state': () => new BillingError('forbidden', 'no') });
    renderBilling(<MeterWidget meter="job_descriptions" />, refused);
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(refused.count('GET /state')).toBe(1);

    vi.useFakeTimers();
    const away = stubServer({ 'GET /state': () => new BillingError('store_unavailable', 'down') });
    renderBilling(<MeterWidget meter="tokens" />, away);
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    vi.useRealTimers();
    expect(away.count('GET /state')).toBe(3);
  });
});

describe('BillingProvider', () => {
  it("leaves the application's own cache to the application", async () => {
    const host = new QueryClient();
    render(
      <QueryClientProvider client={host}>
        <BillingProvider baseUrl="/api/billing" fetch={stubServer().fetch} live={false}>
          <OwnQuery />
          <MeterWidget meter="tokens" />
        </BillingProvider>
      </QueryClientProvider>,
    );
    expect(await screen.findByRole('meter')).toBeVisible();
    expect(screen.getByText('theirs')).toBeVisible();
    expect(
      host
        .getQueryCache()
        .getAll()
        .map(({ queryKey }) => queryKey),
    ).toEqual([['own']]);
  });

  it('puts texts, numbers and dates into the language of the page', async () => {
    const messages = { usedShort: (p: { used: string; granted: string }) => `${p.used} von ${p.granted}` };
    renderBilling(<MeterWidget meter="tokens" />, stubServer(), { locale: 'de', messages });
    expect(await screen.findByText('12 von 1.000.000')).toBeVisible();
  });

  it('says what is missing when a part stands outside of it', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(() => render(<MeterWidget meter="tokens" />)).toThrow('<BillingProvider baseUrl="…">');
  });
});

it('useTierActions gives the decision for every tier once catalog and state are there', async () => {
  renderBilling(<ActionsProbe />);
  const expected = { free: 'cancel', pro: 'current', team: 'upgrade', enterprise: 'contact' };
  expect(await screen.findByText(JSON.stringify(expected))).toBeVisible();
});

it('useBillingState gives the error of the server to the page', async () => {
  renderBilling(<ErrorProbe />, stubServer({ 'GET /state': () => new BillingError('unauthenticated', 'no session') }));
  expect(await screen.findByText('unauthenticated')).toBeVisible();
});
