// @vitest-environment jsdom
import { BillingError } from '@plimsoll/contract';
import type { RouteOutput } from '@plimsoll/contract/routes';
import { act, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { freeState, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { SubscriptionStatus } from '../subscription-status/subscription-status.tsx';
import { CheckoutResult } from './checkout-result.tsx';
import { CheckoutResultPanel, type CheckoutResultViewProps } from './checkout-result-panel.tsx';

type Outcome = RouteOutput<'POST /checkout/sync'>['outcome'];
const answering = (outcome: () => Outcome | BillingError) =>
  stubServer({
    'GET /state': freeState,
    'POST /checkout/sync': () => {
      const result = outcome();
      return typeof result === 'string' ? { outcome: result, state: result === 'active' ? stateOf() : freeState() } : result;
    },
  });
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

// What is fetched when it is drawn is there already: these clocks stand still.
beforeAll(() => import('../dialog-frame/panels.ts'));
afterEach(() => {
  vi.useRealTimers();
  window.history.replaceState(null, '', '/');
});

describe('CheckoutResultPanel', () => {
  it.each<[CheckoutResultViewProps['status'], RegExp, string[]]>([
    ['activating', /Activating your plan/, []],
    ['active', /Pro is active/, ['Continue']],
    ['failed', /Nothing was charged/, ['See plans', 'Continue']],
    ['expired', /has expired/, ['See plans', 'Continue']],
    ['timeout', /If Paywell took the payment/, ['Check again', 'Continue']],
    ['error', /could not be looked up/, ['Check again', 'Continue']],
  ])('%s is said aloud and has a way out', async (status, words, ways) => {
    const error = new BillingError('not_found', 'gone', { publicMessage: 'There is nothing here.' });
    render(
      <CheckoutResultPanel
        {...{ status, error }}
        tierName="Pro"
        providerName="Paywell"
        onCheckAgain={vi.fn()}
        onContinue={vi.fn()}
        onSeePlans={vi.fn()}
      />,
    );
    await screen.findByText(words);
    expect(screen.getByRole('status').textContent).toMatch(words);
    expect(screen.getByRole('status')).toHaveAttribute('aria-live', 'polite');
    expect(screen.queryAllByRole('button').map((button) => button.textContent)).toEqual(ways);
  });
});

describe('CheckoutResult', () => {
  it('names the pack where one was bought, and not the plan that it is for', async () => {
    const answer = { outcome: 'active', pack: 'jd_20', state: freeState() } as const;
    const server = stubServer({ 'GET /state': freeState, 'POST /checkout/sync': () => answer });
    renderBilling(<CheckoutResult checkoutId="checkout-1" />, server);
    expect(await screen.findByText('Top-up is active')).toBeVisible();
  });

  it('looks again until the plan is active, and the rest of the page knows at once', async () => {
    vi.useFakeTimers();
    let looks = 0;
    const server = answering(() => (++looks < 3 ? 'activating' : 'active'));
    renderBilling(
      <>
        <CheckoutResult checkoutId="c1" />
        <SubscriptionStatus />
      </>,
      server,
    );
    await pass(50);
    expect(screen.getByText(/Activating your plan/)).toBeVisible();
    await pass(1_000);
    await pass(1_000);
    expect(screen.getByText('Pro is active')).toBeVisible();
    expect(screen.getByText('Renews on December 20')).toBeVisible();
    await pass(10_000);
    expect(server.count('POST /checkout/sync')).toBe(3);
  });

  it('gives up after a minute with a way to look again', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let outcome: Outcome = 'open';
    const server = answering(() => outcome);
    renderBilling(<CheckoutResult checkoutId="c1" />, server);
    await pass(65_000);
    expect(screen.getByText('This is taking longer than usual')).toBeVisible();
    expect(server.count('POST /checkout/sync')).toBeLessThan(40);
    outcome = 'active';
    await userEvent.setup({ advanceTimers: vi.advanceTimersByTime }).click(screen.getByRole('button', { name: 'Check again' }));
    await pass(50);
    expect(screen.getByText('Pro is active')).toBeVisible();
  });

  it('goes on looking while the server is away for a moment', async () => {
    vi.useFakeTimers();
    let looks = 0;
    renderBilling(
      <CheckoutResult checkoutId="c1" />,
      answering(() => (++looks === 1 ? new BillingError('provider_unavailable', 'down') : 'active')),
    );
    await pass(50);
    expect(screen.getByText(/Activating/)).toBeVisible();
    await pass(1_000);
    expect(screen.getByText('Pro is active')).toBeVisible();
  });

  it.each<[Outcome | BillingError, RegExp]>([
    ['failed', /did not go through/],
    ['expired', /has expired/],
    [new BillingError('not_found', 'gone'), /could not be looked up/],
  ])('ends at once on %s', async (outcome, words) => {
    renderBilling(
      <CheckoutResult checkoutId="c1" />,
      answering(() => outcome),
    );
    expect(await screen.findByText(words)).toBeVisible();
  });

  it("takes the provider's credential out of the address and leaves the rest", async () => {
    window.history.replaceState({ kept: true }, '', '/success?checkout_id=c1&customer_session_token=secret#top');
    renderBilling(
      <CheckoutResult checkoutId="c1" />,
      answering(() => 'active'),
    );
    await screen.findByText('Pro is active');
    expect(window.location.href).toMatch(/\/success\?checkout_id=c1#top$/);
    expect(window.history.state).toEqual({ kept: true });
  });

  it('leads on where the page wants', async () => {
    const navigate = vi.fn();
    renderBilling(
      <CheckoutResult checkoutId="c1" continueUrl="/app" plansUrl="/plans" />,
      answering(() => 'expired'),
      { navigate },
    );
    await userEvent.click(await screen.findByRole('button', { name: 'See plans' }));
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(navigate.mock.calls).toEqual([['/plans'], ['/app']]);
  });
});
