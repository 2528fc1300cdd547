// @vitest-environment jsdom
import { BillingError, type BillingState } from '@plimsoll/contract';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { catalog, earlierPro, freeState, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { SubscriptionStatus } from './subscription-status.tsx';
import { SubscriptionStatusView, type SubscriptionStatusViewProps } from './subscription-status-view.tsx';

const year = new Date().getUTCFullYear();
const end = `${year}-12-20T00:00:00Z`;
const show = (state: BillingState | undefined, change: Partial<SubscriptionStatusViewProps> = {}) =>
  render(
    <SubscriptionStatusView
      state={state}
      tierName={(tier) => tier.toUpperCase()}
      onCancel={vi.fn()}
      onResume={vi.fn()}
      onManagePayment={vi.fn()}
      {...change}
    />,
  );
const buttons = () => screen.queryAllByRole('button').map((button) => button.textContent);

describe('SubscriptionStatusView', () => {
  it.each<[string, Parameters<typeof stateOf>[0], readonly [badge: string, line: string, ...actions: string[]]]>([
    ['active', {}, ['Active', 'Renews on December 20', 'Manage payment', 'Cancel subscription']],
    ['ending', { subscription: { cancelAt: end } }, ['Cancels soon', 'PRO until December 20', 'Keep PRO', 'Manage payment']],
    [
      'changing',
      { subscription: { scheduledTier: 'starter' } },
      ['Active', 'Changes to STARTER on December 20', 'Keep PRO', 'Manage payment', 'Cancel subscription'],
    ],
    [
      'trial',
      { subscription: { status: 'trialing', trialEnd: end } },
      ['Trial', 'Trial until December 20', 'Manage payment', 'Cancel subscription'],
    ],
    [
      'past due',
      { subscription: { status: 'past_due', accessUntil: end } },
      [
        'Payment failed',
        'The last payment failed. Update the payment method by December 20 to keep access.',
        'Manage payment',
        'Cancel subscription',
      ],
    ],
    [
      'unknown',
      { subscription: { status: 'unknown' } },
      ['Unknown', 'Paywell could not be asked about the subscription.', 'Manage payment'],
    ],
    ['ended', { subscription: { status: 'ended' } }, ['Ended', 'The subscription has ended.', 'Manage payment']],
  ])('%s: badge, sentence and what can be done', (_, change, [badge, line, ...actions]) => {
    show(stateOf(change));
    expect(screen.getByText(badge)).toBeVisible();
    expect(screen.getByText(line)).toBeVisible();
    expect(buttons()).toEqual(actions);
  });

  it('says that there is no subscription, and offers nothing to cancel or pay', () => {
    show(freeState());
    expect(screen.getByText('No subscription')).toBeVisible();
    expect(buttons()).toEqual([]);
  });

  it('shows no button to those who may not manage billing, and no portal where the provider has none', () => {
    show(stateOf({ canManageBilling: false }));
    expect(buttons()).toEqual([]);
    show(stateOf({ provider: { name: 'Paywell', portal: false, payments: false, invoices: false } }));
    expect(buttons()).toEqual(['Cancel subscription']);
  });

  it('shows price and allowances of an earlier version that is kept, and what is sold now behind one press', async () => {
    show(stateOf({ tierVersion: earlierPro }), { catalog });
    expect(await screen.findByText(/^You keep this plan as you bought it/)).toBeVisible();
    const [kept, now] = screen.getAllByRole('list');
    const lines = (list: HTMLElement | undefined) =>
      within(list as HTMLElement)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent);
    expect(screen.getByText('$29')).toBeVisible();
    expect(lines(kept)).toEqual(['80 job descriptions a month']);
    expect(now).not.toBeVisible();
    await userEvent.click(screen.getByText('As it is sold now'));
    expect(now).toBeVisible();
    expect(screen.getByText('$49')).toBeVisible();
    expect(lines(now)).toEqual(['50 job descriptions a month', '1,000,000 tokens a month, then $0.01 per 1,000 tokens', 'Own API keys']);
  });

  it('says nothing of versions to those who have what is sold now', () => {
    show(stateOf(), { catalog });
    expect(screen.queryByText(/as you bought it/)).toBeNull();
    expect(screen.queryByRole('group')).toBeNull();
  });

  it('is one line without buttons in a menu', () => {
    show(stateOf(), { variant: 'compact' });
    expect(screen.getByText('PRO')).toBeVisible();
    expect(buttons()).toEqual([]);
  });

  it('keeps its place while loading and offers to try again after an error', async () => {
    show(undefined);
    expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible();
    const onRetry = vi.fn();
    show(undefined, { loadError: new BillingError('store_unavailable', 'down'), onRetry });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });
});

describe('SubscriptionStatus', () => {
  it('cancels after asking, says until when, and takes it back', async () => {
    const server = stubServer({
      'POST /subscription/cancel': () => stateOf({ version: 2, subscription: { cancelAt: end } }),
      'POST /subscription/resume': () => stateOf({ version: 3 }),
    });
    renderBilling(<SubscriptionStatus />, server);
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel subscription' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel on December 20' }));
    expect(await screen.findByText('Pro until December 20')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Keep Pro' }));
    expect(await screen.findByText('Renews on December 20')).toBeVisible();
  });

  it('leaves for a portal link that is asked for anew each time', async () => {
    let link = 0;
    const navigate = vi.fn();
    const server = stubServer({ 'POST /portal': () => ({ url: `https://pay.example/${++link}` }) });
    renderBilling(<SubscriptionStatus />, server, { navigate });
    const button = await screen.findByRole('button', { name: 'Manage payment' });
    await userEvent.click(button);
    await vi.waitFor(() => expect(navigate).toHaveBeenLastCalledWith('https://pay.example/1'));
    await userEvent.click(button);
    await vi.waitFor(() => expect(navigate).toHaveBeenLastCalledWith('https://pay.example/2'));
  });

  it('shows why something did not work', async () => {
    const server = stubServer({ 'POST /portal': () => new BillingError('provider_unavailable', 'down') });
    renderBilling(<SubscriptionStatus />, server);
    await userEvent.click(await screen.findByRole('button', { name: 'Manage payment' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The payment provider cannot be reached');
  });
});
