// @vitest-environment jsdom
import { BillingError } from '@plimsoll/contract';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { catalog, earlierPro, freeState, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { PricingTable } from './pricing-table.tsx';
import { PricingTableView } from './pricing-table-view.tsx';
import { TierCard } from './tier-card.tsx';

const card = (name: string) => within(screen.getByRole('article', { name }));
const buttonOf = async (name: string) => within(await screen.findByRole('article', { name })).getByRole('button');
const signedOut = () => new BillingError('unauthenticated', 'no session');
const preview = () => ({
  tier: 'team',
  direction: 'upgrade' as const,
  effectiveAt: '2026-11-20T00:00:00Z',
  dueNow: { amount: 3250, currency: 'USD' },
  recurring: { amount: 9900, currency: 'USD', interval: 'month' as const },
  basis: 'estimate' as const,
});

describe('PricingTableView', () => {
  it('shows name, price and what each plan gives', () => {
    render(<PricingTableView catalog={catalog} viewer={stateOf()} onSelect={vi.fn()} />);
    expect(card('Pro').getByText('$49')).toBeVisible();
    expect(card('Pro').getByText('a month')).toBeVisible();
    expect(card('Free').getByText('$0')).toBeVisible();
    expect(card('Enterprise').getByText('On request')).toBeVisible();
    expect(card('Free').getByText('10 job descriptions a month')).toBeVisible();
  });

  it('marks the recommended plan', () => {
    render(<PricingTableView catalog={catalog} viewer="signed-out" recommended="team" onSelect={vi.fn()} />);
    expect(card('Team').getByText('Recommended')).toBeVisible();
    expect(card('Pro').queryByText('Recommended')).toBeNull();
  });

  it('gives each plan the one button that fits the running subscription', () => {
    render(<PricingTableView catalog={catalog} viewer={stateOf()} onSelect={vi.fn()} />);
    expect(card('Free').getByRole('button')).toHaveTextContent('Switch to Free');
    expect(card('Pro').getByRole('button', { name: 'Current plan' })).toBeDisabled();
    expect(card('Team').getByRole('button')).toHaveTextContent('Upgrade to Team');
    expect(card('Enterprise').getByRole('link', { name: 'Contact us' })).toHaveAttribute('href', 'mailto:sales@acme.example');
  });

  it('shows the present plan as it was bought where an earlier version is kept, and what is sold now behind one press', async () => {
    render(<PricingTableView catalog={catalog} viewer={stateOf({ tierVersion: earlierPro })} onSelect={vi.fn()} />);
    expect(card('Pro').getByText('$29')).toBeVisible();
    expect(card('Pro').getByText('80 job descriptions a month')).toBeVisible();
    expect(card('Pro').getByRole('button', { name: 'Current plan' })).toBeDisabled();
    expect(card('Pro').queryByText('$49')).toBeNull();
    expect(card('Team').getByText('$99')).toBeVisible();
    expect(card('Team').queryByText('As it is sold now')).toBeNull();
    await userEvent.click(await card('Pro').findByText('As it is sold now'));
    expect(card('Pro').getByText('$49')).toBeVisible();
    expect(card('Pro').getByText('50 job descriptions a month')).toBeVisible();
  });

  it('shows plans as they are sold now to whoever keeps an earlier version of another', () => {
    render(<PricingTableView catalog={catalog} viewer={stateOf({ tier: 'team', tierVersion: earlierPro })} onSelect={vi.fn()} />);
    expect(card('Pro').getByText('$49')).toBeVisible();
  });

  it('says when a scheduled change comes', () => {
    const scheduled = stateOf({ tier: 'team', subscription: { scheduledTier: 'pro' } });
    render(<PricingTableView catalog={catalog} viewer={scheduled} onSelect={vi.fn()} />);
    expect(card('Pro').getByRole('button', { name: 'Scheduled for December 20' })).toBeDisabled();
  });

  it('is off, with the reason, for those who may not manage billing', () => {
    render(<PricingTableView catalog={catalog} viewer={stateOf({ canManageBilling: false })} onSelect={vi.fn()} />);
    const button = card('Team').getByRole('button');
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription('Ask an administrator to change the plan.');
  });

  it('shows the plans even when nobody knows what the customer has, and offers to try again', () => {
    const error = new BillingError('store_unavailable', 'down');
    render(<PricingTableView catalog={catalog} viewer="unknown" loadError={error} onRetry={vi.fn()} onSelect={vi.fn()} />);
    expect(screen.getByRole('alert')).toHaveTextContent('Billing cannot be reached');
    expect(card('Pro').getByRole('button')).toBeDisabled();
  });

  it('keeps its place while loading, and says when there is nothing to sell', () => {
    const { rerender } = render(<PricingTableView catalog={undefined} viewer="loading" onSelect={vi.fn()} />);
    expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible();
    rerender(<PricingTableView catalog={{ ...catalog, tiers: [] }} viewer="signed-out" onSelect={vi.fn()} />);
    expect(screen.getByText('No plans are sold yet.')).toBeVisible();
  });
});

const yearly = {
  ...catalog,
  tiers: catalog.tiers.map((tier) =>
    tier.id === 'pro' ? { ...tier, prices: [...tier.prices, { amount: 49_000, currency: 'USD', interval: 'year' as const }] } : tier,
  ),
};

describe('month and year', () => {
  const switchTo = async (name: string) => userEvent.click(await screen.findByRole('radio', { name }));

  it('are a switch only where a plan is sold by both', async () => {
    const { rerender } = render(<PricingTableView catalog={catalog} viewer="signed-out" onSelect={vi.fn()} />);
    expect(screen.queryByRole('radio')).toBeNull();
    rerender(<PricingTableView catalog={yearly} viewer="signed-out" onSelect={vi.fn()} />);
    expect(await screen.findByRole('radio', { name: 'Pay monthly' })).toBeChecked();
  });

  it('show the price of the year, what it saves, and leave alone what is sold by the month only', async () => {
    const onSelect = vi.fn();
    render(<PricingTableView catalog={yearly} viewer="signed-out" onSelect={onSelect} />);
    expect(card('Pro').queryByText(/Save/)).toBeNull();
    await switchTo('Pay yearly');
    expect(card('Pro').getByText('$490')).toBeVisible();
    expect(card('Pro').getByText('Save 17%')).toBeVisible();
    expect(card('Team').getByText('$99')).toBeVisible();
    expect(card('Team').getByText('a month')).toBeVisible();
    await userEvent.click(card('Pro').getByRole('button'));
    await userEvent.click(card('Team').getByRole('button'));
    expect(onSelect.mock.calls).toEqual([
      ['pro', 'choose', 'year'],
      ['team', 'choose'],
    ]);
  });

  it('begin with how the subscription is paid, and offer the other way', async () => {
    const state = stateOf({ subscription: { interval: 'year' } });
    render(<PricingTableView catalog={yearly} viewer={state} onSelect={vi.fn()} />);
    expect(card('Pro').getByRole('button')).toHaveTextContent('Current plan');
    expect(card('Pro').getByText('$490')).toBeVisible();
    await switchTo('Pay monthly');
    expect(card('Pro').getByRole('button', { name: 'Pay monthly' })).toBeEnabled();
  });

  it('go with the checkout', async () => {
    const server = stubServer({
      'GET /catalog': () => yearly,
      'GET /state': freeState,
      'POST /checkout': () => ({ kind: 'redirect', url: 'https://pay.example/c', checkoutId: 'c' }),
    });
    renderBilling(<PricingTable interval="year" />, server, { navigate: vi.fn() });
    await userEvent.click(await buttonOf('Pro'));
    await vi.waitFor(() => expect(server.seen.at(-1)?.body).toMatchObject({ tier: 'pro', interval: 'year' }));
  });
});

describe('PricingTable', () => {
  it('works without a session from the catalog alone and hands the choice over', async () => {
    const onSelect = vi.fn();
    renderBilling(<PricingTable onSelect={onSelect} />, stubServer({ 'GET /state': signedOut }));
    await userEvent.click(await buttonOf('Pro'));
    expect(onSelect).toHaveBeenCalledWith('pro');
  });

  it('starts a checkout and leaves for it, coming back to the success page', async () => {
    const server = stubServer({
      'GET /state': freeState,
      'POST /checkout': () => ({ kind: 'redirect', url: 'https://pay.example/c', checkoutId: 'c' }),
    });
    const navigate = vi.fn();
    renderBilling(<PricingTable />, server, { navigate });
    await userEvent.click(await buttonOf('Pro'));
    await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith('https://pay.example/c'));
    expect(server.seen.at(-1)?.body).toEqual({
      tier: 'pro',
      successUrl: `${location.origin}/billing/success?checkout_id={CHECKOUT_ID}`,
      returnUrl: location.href,
    });
  });

  it('reads the state again when another tab bought the plan meanwhile', async () => {
    let bought = false;
    const server = stubServer({
      'GET /state': () => (bought ? stateOf() : freeState()),
      'POST /checkout': () => {
        bought = true;
        return new BillingError('subscription_exists', 'live');
      },
    });
    renderBilling(<PricingTable />, server);
    await userEvent.click(await buttonOf('Pro'));
    expect(await screen.findByRole('alert')).toHaveTextContent('There is a subscription already');
    expect(await screen.findByRole('button', { name: 'Current plan' })).toBeVisible();
  });

  it('asks with the price before a running subscription changes, then shows the new plan at once', async () => {
    const server = stubServer({
      'POST /subscription/preview': preview,
      'POST /subscription/change': () => stateOf({ version: 2, tier: 'team' }),
    });
    renderBilling(<PricingTable />, server);
    await userEvent.click(await buttonOf('Team'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Change to Team' }));
    expect(await dialog.findByText('$32.50')).toBeVisible();
    expect(dialog.getByText('(estimate)')).toBeVisible();
    expect(server.count('POST /subscription/change')).toBe(0);
    await userEvent.click(dialog.getByRole('button', { name: 'Change to Team' }));
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(card('Team').getByRole('button', { name: 'Current plan' })).toBeDisabled();
    expect(server.count('GET /state')).toBe(1);
  });

  it('asks before a downgrade to the fallback plan, which cancels', async () => {
    const server = stubServer({
      'POST /subscription/cancel': () => stateOf({ version: 2, subscription: { cancelAt: '2026-12-20T00:00:00Z' } }),
    });
    renderBilling(<PricingTable />, server);
    await userEvent.click(await buttonOf('Free'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Cancel Pro?' }));
    await userEvent.click(dialog.getByRole('button', { name: /^Cancel on/ }));
    expect(await screen.findByRole('button', { name: 'Keep Pro' })).toBeVisible();
  });

  it('takes a scheduled end back at once', async () => {
    const server = stubServer({
      'GET /state': () => stateOf({ subscription: { cancelAt: '2026-12-20T00:00:00Z' } }),
      'POST /subscription/resume': () => stateOf({ version: 2 }),
    });
    renderBilling(<PricingTable />, server);
    await userEvent.click(await screen.findByRole('button', { name: 'Keep Pro' }));
    expect(await screen.findByRole('button', { name: 'Current plan' })).toBeVisible();
  });
});

it('shows one plan alone for pages that lay plans out themselves', async () => {
  renderBilling(<TierCard tier="team" isRecommended />);
  expect(await screen.findByRole('article', { name: 'Team' })).toBeVisible();
  expect(screen.getAllByRole('article')).toHaveLength(1);
});
