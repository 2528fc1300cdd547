// @vitest-environment jsdom
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

it('draws nothing where no packs are sold, and keeps its place while loading', () => {
  const { container, rerender } = render(<CreditPacksView catalog={{ ...catalog, packs: [] }} onBuy={vi.fn()} />);
  expect(container).toBeEmptyDOMElement();
  rerender(<CreditPacksView catalog={undefined} onBuy={vi.fn()} />);
  expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible();
});
