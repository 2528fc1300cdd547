// @vitest-environment jsdom
import { BillingError } from '@plimsoll/contract';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { balanceOf, catalog, freeState, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { LowBalanceWarning } from './low-balance-warning.tsx';
import { LowBalanceWarningView } from './low-balance-warning-view.tsx';

const [meter = { name: '', unit: { one: '', other: '' } }] = catalog.meters;
const low = balanceOf({ used: 45, remaining: 5, level: 'low' });
const exhausted = balanceOf({ used: 50, remaining: 0, level: 'exhausted' });
const serve = (balance: typeof low, canManageBilling = true) =>
  stubServer({ 'GET /state': () => stateOf({ canManageBilling, meters: { job_descriptions: balance } }) });

beforeEach(() => window.sessionStorage.clear());

it('says how much is left and when more comes', () => {
  render(<LowBalanceWarningView meter={meter} balance={low} />);
  expect(screen.getByRole('status')).toHaveTextContent('Only 5 job descriptions left. The allowance renews on December 1.');
});

it('speaks up when nothing is left', () => {
  render(<LowBalanceWarningView meter={meter} balance={exhausted} />);
  expect(screen.getByRole('alert')).toHaveTextContent('No job descriptions left.');
});

it('promises no allowance where none is included', () => {
  render(<LowBalanceWarningView meter={meter} balance={{ ...exhausted, granted: 0, used: 0 }} />);
  expect(screen.getByRole('alert')).not.toHaveTextContent('renews');
});

it('says what more costs where use goes on at a price', () => {
  const overagePrice = { amount: 2, currency: 'USD', per: 1 };
  render(<LowBalanceWarningView meter={meter} balance={{ ...exhausted, overagePrice }} />);
  expect(screen.getByRole('status')).toHaveTextContent('More can be used at $0.02 per job description.');
});

it('speaks up at the spend cap', () => {
  const overagePrice = { amount: 2, currency: 'USD', per: 1 };
  const spendCap = { amount: 5000, currency: 'USD', units: 2500, unitsLeft: 0 };
  render(<LowBalanceWarningView meter={meter} balance={{ ...exhausted, overagePrice, spendCap }} />);
  expect(screen.getByRole('alert')).toHaveTextContent('The spend limit of $50 for job descriptions is reached.');
});

it('draws nothing while all is well', () => {
  const { container } = render(<LowBalanceWarningView meter={meter} balance={balanceOf()} />);
  expect(container).toBeEmptyDOMElement();
});

it('offers the cheapest thing that lifts the limit', async () => {
  const navigate = vi.fn();
  const server = stubServer({
    'GET /state': () => ({ ...freeState(), meters: { job_descriptions: exhausted } }),
    'POST /checkout': () => ({ kind: 'redirect', url: '/pay', checkoutId: 'c' }),
  });
  renderBilling(<LowBalanceWarning />, server, { navigate });
  await userEvent.click(await screen.findByRole('button', { name: 'Buy Top-up for $19' }));
  await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith('/pay'));
  expect(server.seen.at(-1)?.body).toMatchObject({ pack: 'jd_20' });
});

it('sends those who may not buy to an administrator', async () => {
  renderBilling(<LowBalanceWarning />, serve(exhausted, false));
  expect(await screen.findByText('Ask an administrator to upgrade the plan.')).toBeVisible();
  expect(screen.queryByRole('button', { name: /Buy|Upgrade/ })).toBeNull();
});

it('stays away after it was dismissed, and comes back at the next level', async () => {
  const first = renderBilling(<LowBalanceWarning />, serve(low));
  await userEvent.click(await screen.findByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('status')).toBeNull();
  first.unmount();

  const server = serve(low);
  const again = renderBilling(<LowBalanceWarning meter="job_descriptions" />, server);
  await vi.waitFor(() => expect(server.count('GET /state')).toBe(1));
  await new Promise((done) => setTimeout(done));
  expect(screen.queryByText(/Only 5/)).toBeNull();
  again.unmount();

  renderBilling(<LowBalanceWarning />, serve(exhausted));
  expect(await screen.findByRole('alert')).toBeVisible();
});

it('lets the next meter speak when one was put away, and never puts it away for another customer', async () => {
  const meters = { job_descriptions: exhausted, tokens: low };
  const first = renderBilling(<LowBalanceWarning />, stubServer({ 'GET /state': () => stateOf({ meters }) }));
  expect(await screen.findByText('No job descriptions left.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.getByText('Only 5 tokens left.')).toBeVisible();
  first.unmount();

  renderBilling(<LowBalanceWarning />, stubServer({ 'GET /state': () => stateOf({ customerId: 'another', meters }) }));
  expect(await screen.findByText('No job descriptions left.')).toBeVisible();
});

it('goes by the id of a meter where the catalog cannot be had', async () => {
  const server = stubServer({
    'GET /catalog': () => new BillingError('contract_mismatch', 'old page'),
    'GET /state': () => stateOf({ meters: { job_descriptions: exhausted } }),
  });
  renderBilling(<LowBalanceWarning />, server);
  expect(await screen.findByRole('alert')).toHaveTextContent('No job_descriptions left.');
});

it('can be dismissed where the storage is barred', async () => {
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('barred', 'SecurityError');
  });
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('barred', 'SecurityError');
  });
  renderBilling(<LowBalanceWarning />, serve(low));
  await userEvent.click(await screen.findByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByText(/Only 5/)).toBeNull();
});
