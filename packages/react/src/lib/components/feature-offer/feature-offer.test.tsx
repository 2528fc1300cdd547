// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { freeState, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { FeatureGate } from '../feature-gate/feature-gate.tsx';
import { FeatureOffer } from './feature-offer.tsx';
import { FeatureOfferView } from './feature-offer-view.tsx';

it('offers the cheapest plan that has the feature in the place of what the gate hides', async () => {
  const navigate = vi.fn();
  const server = stubServer({ 'GET /state': freeState, 'POST /checkout': () => ({ kind: 'redirect', url: '/pay', checkoutId: 'c' }) });
  renderBilling(
    <FeatureGate feature="own_keys" fallback={<FeatureOffer feature="own_keys" />}>
      <p>keys</p>
    </FeatureGate>,
    server,
    { navigate },
  );
  expect(await screen.findByText('Own API keys comes with Pro.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Upgrade to Pro for $49 a month' }));
  await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith('/pay'));
  expect(server.seen.at(-1)?.body).toMatchObject({ tier: 'pro' });
});

it('shows the price first where it would change a running subscription', async () => {
  renderBilling(<FeatureOffer feature="own_keys" />, stubServer({ 'GET /state': () => stateOf({ tier: 'free' }) }));
  await userEvent.click(await screen.findByRole('button', { name: /Upgrade to Pro/ }));
  expect(await screen.findByRole('dialog', { name: 'Change to Pro' })).toBeVisible();
});

it('sends those who may not buy to an administrator', async () => {
  renderBilling(<FeatureOffer feature="own_keys" />, stubServer({ 'GET /state': () => ({ ...freeState(), canManageBilling: false }) }));
  expect(await screen.findByText('Ask an administrator to upgrade the plan.')).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
});

it('says so where no plan that is sold has it', () => {
  render(<FeatureOfferView name="Time travel" offer={null} onAccept={vi.fn()} />);
  expect(screen.getByText('Time travel is not part of your plan.')).toBeVisible();
});
