// @vitest-environment jsdom
import { BillingError } from '@plimsoll/contract';
import { fireEvent, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { atBirch, bodyOf, openDesk, serveDesk } from '../../testing/desk-world.tsx';
import { renderBilling } from '../../testing/render-billing.tsx';
import { BillingAdmin } from '../billing-admin.tsx';

it('grants credits with a reason, once however often it is pressed', async () => {
  const server = openDesk(atBirch, serveDesk({ 'POST /admin/credits/grant': () => new BillingError('store_unavailable', 'x') }));
  await userEvent.click(await screen.findByRole('button', { name: 'Grant credits' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Grant credits to org_birch' }));
  const confirm = dialog.getByRole('button', { name: 'Grant credits' });
  expect(confirm).toBeDisabled();
  await userEvent.type(dialog.getByRole('spinbutton', { name: 'Units' }), '20');
  await userEvent.type(dialog.getByRole('textbox', { name: 'Reason' }), 'An outage');
  await userEvent.click(confirm);
  await vi.waitFor(() => expect(server.count('POST /admin/credits/grant')).toBe(1));
  const first = bodyOf(server, 'POST /admin/credits/grant');
  expect(first).toMatchObject({ customerId: 'org_birch', meter: 'job_descriptions', units: 20, reason: 'An outage' });
  await userEvent.click(await dialog.findByRole('button', { name: 'Grant credits' }));
  await vi.waitFor(() => expect(server.count('POST /admin/credits/grant')).toBe(2));
  expect(bodyOf(server, 'POST /admin/credits/grant')).toEqual(first);
});

it('grants credits that end with a day', async () => {
  const server = openDesk(atBirch, serveDesk({ 'POST /admin/credits/grant': () => new BillingError('store_unavailable', 'x') }));
  await userEvent.click(await screen.findByRole('button', { name: 'Grant credits' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByRole('spinbutton', { name: 'Units' }), '20');
  fireEvent.change(dialog.getByLabelText(/^Usable until/), { target: { value: '2031-05-06' } });
  await userEvent.type(dialog.getByRole('textbox', { name: 'Reason' }), 'An outage');
  await userEvent.click(dialog.getByRole('button', { name: 'Grant credits' }));
  await vi.waitFor(() => expect(server.count('POST /admin/credits/grant')).toBe(1));
  expect(bodyOf(server, 'POST /admin/credits/grant')).toMatchObject({ units: 20, expiresAt: '2031-05-06T23:59:59Z' });
});

it('erases a customer only when the id is typed whole and a reason is given, and goes back to the list', async () => {
  const server = serveDesk({ 'POST /admin/customer/erase': () => ({ erased: true }) });
  renderBilling(<BillingAdmin />, server);
  await userEvent.click(await screen.findByRole('button', { name: 'Open org_birch' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Erase the customer' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Erase org_birch?' }));
  const confirm = dialog.getByRole('button', { name: 'Erase the customer' });
  await userEvent.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Asked by mail');
  await userEvent.type(dialog.getByRole('textbox', { name: 'Type org_birch to confirm' }), 'org_birc');
  expect(confirm).toBeDisabled();
  await userEvent.type(dialog.getByRole('textbox', { name: 'Type org_birch to confirm' }), 'h');
  await userEvent.click(confirm);
  expect(await screen.findByRole('button', { name: 'Open org_birch' })).toBeVisible();
  expect(bodyOf(server, 'POST /admin/customer/erase')).toEqual({
    customerId: 'org_birch',
    confirm: 'org_birch',
    reason: 'Asked by mail',
  });
});

it('keeps the dialog with what went wrong when a customer could not be erased', async () => {
  const failing = () => new BillingError('invalid_request', 'x', { publicMessage: 'Not now.' });
  openDesk(atBirch, serveDesk({ 'POST /admin/customer/erase': failing }));
  await userEvent.click(await screen.findByRole('button', { name: 'Erase the customer' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Asked by mail');
  await userEvent.type(dialog.getByRole('textbox', { name: /^Type/ }), 'org_birch{Enter}');
  expect(await dialog.findByText('Not now.')).toBeVisible();
});

it('hands out everything that is kept of a customer as a file', async () => {
  const create = vi.fn((_: Blob) => 'blob:all');
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: create, revokeObjectURL: vi.fn() }));
  openDesk(atBirch, serveDesk({ 'POST /admin/customer/export': () => ({ customerId: 'org_birch', entries: [] }) }));
  await userEvent.click(await screen.findByRole('button', { name: 'Export everything' }));
  await vi.waitFor(() => expect(create).toHaveBeenCalledOnce());
  expect(JSON.parse((await create.mock.calls[0]?.[0].text()) ?? '')).toEqual({ customerId: 'org_birch', entries: [] });
  vi.unstubAllGlobals();
});

it.each(['-5', '1.5', '0'])('grants no %s units', async (units) => {
  openDesk(atBirch);
  await userEvent.click(await screen.findByRole('button', { name: 'Grant credits' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByRole('spinbutton', { name: 'Units' }), units);
  await userEvent.type(dialog.getByRole('textbox', { name: 'Reason' }), 'An outage');
  expect(dialog.getByRole('button', { name: 'Grant credits' })).toBeDisabled();
});
