// @vitest-environment jsdom
import { BillingError, type BillingState } from '@plimsoll/contract';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { balanceOf, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { BillingNotice } from './billing-notice.tsx';

const year = new Date().getUTCFullYear();
const end = `${year}-12-20T00:00:00Z`;
const show = (state: BillingState, navigate = vi.fn()) => {
  const server = stubServer({
    'GET /state': () => state,
    'POST /portal': () => ({ url: '/portal' }),
    'POST /subscription/resume': () => stateOf({ version: 2 }),
  });
  renderBilling(<BillingNotice />, server, { navigate });
};

it.each<[string, Parameters<typeof stateOf>[0], readonly ['alert' | 'status', string]]>([
  ['a failed payment', { subscription: { status: 'past_due', accessUntil: end } }, ['alert', 'by December 20 to keep access']],
  [
    'a provider that is away',
    { mode: 'fallback', tier: 'free' },
    ['status', 'Paywell cannot be reached. The limits of the Free plan apply for now.'],
  ],
  [
    'old data',
    { mode: 'stale', asOf: '2026-11-20T14:05:00Z' },
    ['status', 'Live billing data is unavailable. Showing what was last known at Nov 20, 14:05 UTC.'],
  ],
  ['old data of unknown age', { mode: 'stale', asOf: null }, ['status', 'Showing what was last known.']],
  [
    'a reached limit',
    { meters: { job_descriptions: balanceOf({ level: 'exhausted', remaining: 0 }) } },
    ['alert', 'No job descriptions left.'],
  ],
  [
    'a limit that comes near',
    { meters: { job_descriptions: balanceOf({ level: 'low', remaining: 4 }) } },
    ['status', 'Only 4 job descriptions left.'],
  ],
  ['a scheduled end', { subscription: { cancelAt: end } }, ['status', 'Pro until December 20']],
  ['a scheduled downgrade', { subscription: { scheduledTier: 'free' } }, ['status', 'Changes to Free on December 20']],
])('says %s', async (_, change, [role, words]) => {
  show(stateOf(change));
  await vi.waitFor(() => expect(screen.getByRole(role)).toHaveTextContent(words));
});

it('leads to the portal after a failed payment', async () => {
  const navigate = vi.fn();
  show(stateOf({ subscription: { status: 'past_due' } }), navigate);
  await userEvent.click(await screen.findByRole('button', { name: 'Manage payment' }));
  await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith('/portal'));
});

it('says the next thing when a warning was put away', async () => {
  window.sessionStorage.clear();
  show(stateOf({ meters: { job_descriptions: balanceOf({ level: 'low', remaining: 4 }) }, subscription: { cancelAt: end } }));
  await userEvent.click(await screen.findByRole('button', { name: 'Dismiss' }));
  expect(screen.getByRole('status')).toHaveTextContent('Pro until December 20');
});

it('takes a scheduled end back and is gone', async () => {
  show(stateOf({ subscription: { cancelAt: end } }));
  await userEvent.click(await screen.findByRole('button', { name: /^Keep/ }));
  await vi.waitFor(() => expect(screen.queryByRole('status')).toBeNull());
});

it('offers nothing that the viewer may not do', async () => {
  show(stateOf({ canManageBilling: false, subscription: { status: 'past_due' } }));
  expect(await screen.findByRole('alert')).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
});

it('says that billing cannot be reached when it cannot', async () => {
  const refused = new BillingError('contract_mismatch', 'old page');
  renderBilling(<BillingNotice />, stubServer({ 'GET /state': () => refused }));
  expect(await screen.findByRole('alert')).toHaveTextContent('This page is from another version. Reload it.');
});

it('says nothing to somebody who is not signed in', async () => {
  const server = stubServer({ 'GET /state': () => new BillingError('unauthenticated', 'no session') });
  renderBilling(<BillingNotice />, server);
  await vi.waitFor(() => expect(server.count('GET /state')).toBe(1));
  await new Promise((done) => setTimeout(done));
  expect(screen.queryByRole('alert')).toBeNull();
});
