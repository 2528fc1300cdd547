// @vitest-environment jsdom
import { BillingError } from '@plimsoll/contract';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { catalog, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { CreditPacks } from './credit-packs.tsx';
import { CreditPacksView } from './credit-packs-view.tsx';

it('starts a checkout for the pack', async () => {
  const navigate = vi.fn();
  const server = stubServer({ 'POST /checkout': () => ({ kind: 'redirect', url: '/pay', checkoutId: 'c' }) });
  renderBilling(<CreditPacks />, server, {
    navigate,
    checkoutReturn: { successUrl: 'https://acme.example/done', returnUrl: 'https://acme.example/' },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Buy Top-up for $19' }));
  await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith('/pay'));
  expect(server.seen.at(-1)?.body).toEqual({ pack: 'jd_20', successUrl: 'https://acme.example/done', returnUrl: 'https://acme.example/' });
});

it('is off, with the reason, for those who may not buy', async () => {
  renderBilling(<CreditPacks />, stubServer({ 'GET /state': () => stateOf({ canManageBilling: false }) }));
  const button = await screen.findByRole('button', { name: 'Buy Top-up for $19' });
  await vi.waitFor(() => expect(button).toBeDisabled());
  expect(button).toHaveAccessibleDescription('Ask an administrator to change the plan.');
});

it('says so where no packs are sold, and keeps its place while loading', () => {
  const { rerender } = render(<CreditPacksView catalog={{ ...catalog, packs: [] }} onBuy={vi.fn()} />);
  expect(screen.getByText('No packs are sold yet.')).toBeVisible();
  rerender(<CreditPacksView catalog={undefined} onBuy={vi.fn()} />);
  expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible();
});

it('shows the packs of one meter, and marks the recommended one', () => {
  const tokens = { id: 'tokens_1m', name: 'A million', meter: 'tokens', units: 1_000_000, price: { amount: 900, currency: 'USD' } };
  const sold = { ...catalog, packs: [...catalog.packs, tokens, { ...tokens, id: 'tokens_5m', name: 'Five million' }] };
  const { container } = render(<CreditPacksView catalog={sold} meter="tokens" recommended="tokens_5m" onBuy={vi.fn()} />);
  expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(['A million', 'Five million']);
  expect(container.querySelector('[data-recommended]')).toHaveTextContent('Recommended');
  expect(container.querySelectorAll('[data-recommended]')).toHaveLength(1);
  expect(screen.getByRole('heading', { name: 'Five million' }).closest('[data-recommended]')).not.toBeNull();
});

it('says what failed, and tries again', async () => {
  const onRetry = vi.fn();
  const loadError = new BillingError('store_unavailable', 'down');
  render(<CreditPacksView catalog={undefined} {...{ loadError, onRetry }} onBuy={vi.fn()} />);
  expect(screen.getByRole('alert')).toHaveTextContent('The packs could not be loaded.');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalledOnce();
});
