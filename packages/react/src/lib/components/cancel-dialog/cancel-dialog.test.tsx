// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { stateOf } from '../../testing/acme.ts';
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
