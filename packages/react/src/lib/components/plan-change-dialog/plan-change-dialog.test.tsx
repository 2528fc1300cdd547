// @vitest-environment jsdom
import { BillingError } from '@plimsoll/contract';
import type { PlanChangePreview } from '@plimsoll/contract/routes';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { catalog, earlierPro } from '../../testing/acme.ts';
import { PlanChangeDialogView, type PlanChangeDialogViewProps } from './plan-change-dialog-view.tsx';
import { PlanChangePanel } from './plan-change-panel.tsx';

const later = new Date(Date.now() + 30 * 86_400_000).toISOString();
const preview: PlanChangePreview = {
  tier: 'team',
  direction: 'upgrade',
  effectiveAt: '2020-01-01T00:00:00Z',
  dueNow: { amount: 1240, currency: 'USD' },
  recurring: { amount: 9900, currency: 'USD', interval: 'month' },
  basis: 'quote',
};
const show = (change: Partial<PlanChangeDialogViewProps>) =>
  render(<PlanChangePanel tierName="Team" providerName="Paywell" preview={preview} onConfirm={vi.fn()} onClose={vi.fn()} {...change} />);

it("names the amount on the button when it is the provider's quote", () => {
  show({});
  expect(screen.getByRole('button', { name: 'Pay $12.40 now' })).toBeEnabled();
  expect(screen.queryByText('(estimate)')).toBeNull();
  expect(screen.getByText('$99 a month')).toBeVisible();
});

it('calls an estimate an estimate and promises no amount on the button', () => {
  show({ preview: { ...preview, basis: 'estimate' } });
  expect(screen.getByText('(estimate)')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Change to Team' })).toBeEnabled();
});

it('says who decides when nobody can say the amount', () => {
  show({ preview: { ...preview, dueNow: null } });
  expect(screen.getByText('Paywell decides the amount')).toBeVisible();
});

it('says when a later change takes effect', () => {
  show({ preview: { ...preview, effectiveAt: later, direction: 'downgrade', dueNow: { amount: 0, currency: 'USD' } } });
  expect(screen.getByText(/^Takes effect on .*Until then nothing changes\.$/)).toBeVisible();
  expect(screen.getByText('$0')).toBeVisible();
});

it('says what a downgrade loses on its day, and nothing of the kind on the way up', () => {
  const { unmount } = show({
    preview: { ...preview, effectiveAt: later, direction: 'downgrade' },
    move: { catalog, from: 'team', to: 'pro' },
  });
  const losses = within(screen.getByRole('region', { name: /^What you lose on / }));
  expect(losses.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    '50 job descriptions a month instead of 20 job descriptions a day, 200 job descriptions a month',
    '1,000,000 tokens a month instead of no limit',
  ]);
  unmount();
  show({ move: { catalog, from: 'free', to: 'pro' } });
  expect(screen.queryByRole('region')).toBeNull();
});

it('says that an earlier version is given up, and what is lost against it', () => {
  show({ tierName: 'Pro', move: { catalog, from: 'pro', kept: earlierPro, to: 'pro' } });
  const losses = within(screen.getByRole('region', { name: 'What you lose' }));
  expect(losses.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Pro as you bought it ($29 a month): no longer sold',
    '50 job descriptions a month instead of 80',
  ]);
});

it('cannot be confirmed before the price is there', () => {
  show({ preview: undefined });
  expect(screen.getByRole('button', { name: 'Change to Team' })).toBeDisabled();
});

it('offers to try again when there is no price, and shows why a change failed', async () => {
  const retry = vi.fn();
  show({ preview: undefined, previewError: new BillingError('provider_unavailable', 'down'), onRetryPreview: retry });
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledOnce();
  show({ error: new BillingError('payment_failed', 'declined', { publicMessage: 'The card was declined.' }) });
  expect(screen.getByText('The card was declined.')).toBeVisible();
});

it('closes by Escape and by its button', async () => {
  const onClose = vi.fn();
  show({ onClose });
  await userEvent.click(screen.getByRole('button', { name: 'Back' }));
  await userEvent.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledTimes(2);
});

it('is fetched when it is first drawn', async () => {
  render(<PlanChangeDialogView tierName="Team" providerName="Paywell" preview={preview} onConfirm={vi.fn()} onClose={vi.fn()} />);
  expect(await screen.findByRole('dialog', { name: 'Change to Team' })).toBeVisible();
});
