// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { earlierPro, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { CancelDialog } from './cancel-dialog.tsx';

const canceling = () => stubServer({ 'POST /subscription/cancel': () => stateOf({ subscription: { cancelAt: '2026-12-20T00:00:00Z' } }) });

it('says what is kept and until when, before anything happens', async () => {
  const server = canceling();
  renderBilling(<CancelDialog onClose={vi.fn()} />, server);
  expect(await screen.findByText('You keep Pro until December 20. After that nothing is charged.')).toBeVisible();
  expect(server.count('POST /subscription/cancel')).toBe(0);
});

it('says what is lost and when', async () => {
  renderBilling(<CancelDialog onClose={vi.fn()} />, canceling());
  const losses = within(await screen.findByRole('region', { name: 'What you lose on December 20' }));
  expect(losses.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    '10 job descriptions a month instead of 50',
    'No tokens instead of 1,000,000',
    'No tokens past the allowance',
    'Own API keys: no longer included',
  ]);
});

it('says that an earlier version of the plan is lost with it', async () => {
  renderBilling(<CancelDialog onClose={vi.fn()} />, stubServer({ 'GET /state': () => stateOf({ tierVersion: earlierPro, features: [] }) }));
  const losses = within(await screen.findByRole('region', { name: 'What you lose on December 20' }));
  expect(losses.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Pro as you bought it ($29 a month): no longer sold',
    '10 job descriptions a month instead of 80',
  ]);
});

it('cancels without a reason when none is given', async () => {
  const server = canceling();
  const onClose = vi.fn();
  renderBilling(<CancelDialog onClose={onClose} />, server);
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel on December 20' }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(server.seen.at(-1)?.body).toEqual({});
});

it('sends the reason that was given', async () => {
  const server = canceling();
  renderBilling(<CancelDialog onClose={vi.fn()} />, server);
  await userEvent.type(await screen.findByLabelText('What is the reason? (optional)'), '  Too small ');
  await userEvent.click(screen.getByRole('button', { name: 'Cancel on December 20' }));
  await vi.waitFor(() => expect(server.seen.at(-1)?.body).toEqual({ reason: 'Too small' }));
});

it('changes nothing when the plan is kept', async () => {
  const server = canceling();
  const onClose = vi.fn();
  renderBilling(<CancelDialog onClose={onClose} />, server);
  await userEvent.click(await screen.findByRole('button', { name: 'Keep Pro' }));
  expect(onClose).toHaveBeenCalledOnce();
  expect(server.count('POST /subscription/cancel')).toBe(0);
});
