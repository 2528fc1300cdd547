// @vitest-environment jsdom
import { BillingError } from '@plimsoll/contract';
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { settings } from '../testing/desk.ts';
import { atBirch, bodyOf, dead, openDesk, serveDesk } from '../testing/desk-world.tsx';
import { renderBilling } from '../testing/render-billing.tsx';
import { adminGerman } from './admin-german.ts';
import { BillingAdmin } from './billing-admin.tsx';

it('shows who is no operator the face of a page that does not exist', async () => {
  const missing = () => new BillingError('not_found', 'x');
  renderBilling(<BillingAdmin />, serveDesk({ 'GET /admin/settings': missing, 'GET /admin/customers': missing }));
  expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  expect(screen.queryByRole('tab')).toBeNull();
});

it('goes from the customers to one of them and back, and tells the application where it is', async () => {
  const onPlaceChange = vi.fn();
  renderBilling(<BillingAdmin onPlaceChange={onPlaceChange} />, serveDesk());
  await userEvent.click(await screen.findByRole('button', { name: 'Open org_birch' }));
  expect(await screen.findByRole('region', { name: 'org_birch' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'All customers' }));
  expect(await screen.findByRole('button', { name: 'Open org_acme' })).toBeVisible();
  expect(onPlaceChange.mock.calls).toEqual([[{ section: 'customers', customerId: 'org_birch' }], [{ section: 'customers' }]]);
});

it('asks the server for ids that begin as the search does, and says when none does', async () => {
  openDesk({ section: 'customers' });
  await userEvent.type(await screen.findByRole('searchbox', { name: 'Search by the beginning of an id' }), 'org_b');
  await vi.waitFor(() => expect(screen.queryByRole('button', { name: 'Open org_acme' })).toBeNull());
  expect(screen.getByRole('button', { name: 'Open org_birch' })).toBeVisible();
  await userEvent.type(screen.getByRole('searchbox'), 'x');
  expect(await screen.findByText('No id begins with “org_bx”.')).toBeVisible();
});

describe('one customer', () => {
  it('answers in a sentence why the customer was stopped, with every step below', async () => {
    openDesk(atBirch);
    expect(await screen.findByText('Stopped: no more job descriptions. No prepaid units are left.')).toBeVisible();
    expect(screen.getByText('Pro includes 50 job descriptions in each billing period; 50 were used.')).toBeInTheDocument();
    expect(screen.getByText(/^Not stopped: more tokens can be used\./)).toBeVisible();
  });

  it('says of each change which event caused it, and what was before and after', async () => {
    const ends = { periodStart: null, periodEnd: null, cancelAt: null, accessUntil: null, scheduledTier: null };
    const before = { tier: 'free', status: 'none', ...ends } as const;
    const change = {
      seq: 7,
      at: '2026-11-20T00:00:00Z',
      source: { kind: 'webhook', id: 'evt_7', type: 'subscription.active' },
      before,
      after: { ...before, tier: 'pro', status: 'active' },
    } as const;
    openDesk(atBirch, serveDesk({ 'GET /admin/customer/timeline': () => ({ rows: [change], next: null }) }));
    const line = within((await screen.findByText('Webhook subscription.active, evt_7')).closest('li') ?? document.body);
    expect(line.getByText('Plan').parentElement).toHaveTextContent('PlanFree → Pro');
    expect(line.getByText('Status').parentElement).toHaveTextContent('StatusNo subscription → Active');
    expect(line.queryByText('Cancels')).toBeNull();
  });

  it('shows what was paid, what of it was given back, and what failed', async () => {
    const paid = { kind: 'pack', item: 'jd_20', currency: 'USD', refundedAmount: 0, createdAt: '2020-03-01T00:00:00Z' } as const;
    const rows = [
      { ...paid, id: 'order_3', description: 'Pro', amount: 4900, status: 'failed' },
      { ...paid, id: 'order_2', description: 'Top-up', amount: 1900, status: 'partly_refunded', refundedAmount: 500 },
      { ...paid, id: 'order_1', description: 'Top-up', amount: 1900, status: 'refunded', refundedAmount: 1900 },
    ] as const;
    openDesk(atBirch, serveDesk({ 'GET /admin/customer/payments': () => ({ rows: [...rows], next: null }) }));
    const list = within(await screen.findByRole('region', { name: 'Payments' }));
    const [failed, part, whole] = list.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(failed).toMatch(/^Pro: \$49.*Failed$/);
    expect(failed).not.toContain('refunded');
    expect(part).toMatch(/^Top-up: \$19.*\$5 refunded.*order_2.*Partly refunded$/);
    expect(whole).toMatch(/\$19 refunded.*Refunded$/);
  });

  it('says when nothing was paid, and when payments could not be read', async () => {
    openDesk(atBirch);
    expect(await screen.findByText('Nothing has been paid yet.')).toBeVisible();
    openDesk(
      atBirch,
      serveDesk({ 'GET /admin/customer/payments': () => new BillingError('invalid_request', 'x', { publicMessage: 'Not now.' }) }),
    );
    expect(await screen.findByText('Not now.')).toBeVisible();
  });
});

describe('webhooks that were given up', () => {
  it('are replayed after a yes, those that were chosen and no others', async () => {
    let left = [dead('evt_1'), dead('evt_2', 'Something else.')];
    const server = openDesk(
      { section: 'webhooks' },
      serveDesk({
        'GET /admin/inbox': () => ({ waiting: 0, stuck: left.length, oldestAt: null, rows: left, next: null }),
        'POST /admin/inbox/replay': ({ webhooks }) => {
          left = left.filter(({ id }) => !webhooks.some((each) => each.id === id));
          return { replayed: webhooks.length };
        },
      }),
    );
    expect(await screen.findByText('0 waiting · 2 given up')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Replay' })).toBeDisabled();
    await userEvent.click(screen.getAllByRole('checkbox', { name: 'Choose subscription.updated' })[1] ?? document.body);
    await userEvent.click(screen.getByRole('button', { name: 'Replay 1' }));
    expect(server.count('POST /admin/inbox/replay')).toBe(0);
    const dialog = within(await screen.findByRole('dialog', { name: 'Replay the chosen webhooks (1)?' }));
    const confirm = dialog.getByRole('button', { name: 'Replay' });
    expect(confirm).toBeDisabled();
    await userEvent.type(dialog.getByRole('textbox', { name: 'Reason' }), 'It is mended');
    await userEvent.click(confirm);
    expect(await screen.findByText('1 replayed.')).toBeInTheDocument();
    expect(bodyOf(server, 'POST /admin/inbox/replay')).toEqual({
      ...{ webhooks: [{ provider: 'polar', id: 'evt_2' }], confirm: true, reason: 'It is mended' },
    });
    await vi.waitFor(() => expect(screen.queryByText('Something else.')).toBeNull());
  });
});

describe('settings', () => {
  it('are sent with the revision that was read, in the units of the server, and with a reason', async () => {
    const server = openDesk({ section: 'settings' }, serveDesk({ 'POST /admin/settings': () => ({ ...settings, revision: 4 }) }));
    const share = await screen.findByRole('textbox', { name: /low under these shares/ });
    await userEvent.clear(share);
    await userEvent.type(share, '20, 140');
    expect(screen.getByRole('button', { name: 'Save settings' })).toBeDisabled();
    await userEvent.clear(share);
    await userEvent.type(share, '25, 10');
    await userEvent.click(screen.getByRole('button', { name: 'Save settings' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Save settings' }));
    await userEvent.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Fewer mails');
    await userEvent.click(dialog.getByRole('button', { name: 'Save settings' }));
    await vi.waitFor(() => expect(server.count('POST /admin/settings')).toBe(1));
    expect(bodyOf(server, 'POST /admin/settings')).toEqual({
      revision: 3,
      settings: { ...settings.settings, warnAt: [0.25, 0.1] },
      reason: 'Fewer mails',
    });
  });
});

describe('the audit log', () => {
  it('is verified page by page to its end', async () => {
    openDesk(
      { section: 'audit' },
      serveDesk({
        'GET /admin/audit/verify': ({ after }) => ({ checked: 100, broken: null, next: Number(after) === 0 ? 100 : null }),
      }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Verify the chain' }));
    expect(await screen.findByText('All 200 rows are what was written.')).toBeVisible();
  });

  it('says which row is not what was written, and goes no further', async () => {
    const broken = { seq: 41, problem: 'its hash does not follow from row 40' };
    const server = openDesk({ section: 'audit' }, serveDesk({ 'GET /admin/audit/verify': () => ({ checked: 41, broken, next: 100 }) }));
    await userEvent.click(await screen.findByRole('button', { name: 'Verify the chain' }));
    expect(await screen.findByText(/^Row 41 is not what was written/)).toBeVisible();
    expect(server.count('GET /admin/audit/verify')).toBe(1);
  });
});

it('reads in German when told so', async () => {
  renderBilling(<BillingAdmin messages={adminGerman} />, serveDesk());
  expect(await screen.findByRole('tab', { name: /Einstellungen/ })).toBeVisible();
});
