// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { freeState, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { CheckoutCanceled } from '../checkout-canceled/checkout-canceled.tsx';
import { PaymentProblem } from './payment-problem.tsx';
import { PaymentProblemView } from './payment-problem-view.tsx';

const year = new Date().getUTCFullYear();
const pastDue = { status: 'past_due', accessUntil: `${year}-12-04T00:00:00Z` } as const;

afterEach(() => window.sessionStorage.clear());

describe('PaymentProblemView', () => {
  it.each<[string, Parameters<typeof stateOf>[0], string, RegExp, string[]]>([
    ['past due', { subscription: pastDue }, 'The last payment failed', /until December 4/, ['Update payment method', 'Continue']],
    [
      'past due, no end known',
      { subscription: { status: 'past_due' } },
      'The last payment failed',
      /for now/,
      ['Update payment method', 'Continue'],
    ],
    ['unpaid', { subscription: { status: 'unpaid' } }, 'The subscription is unpaid', /no access/, ['Update payment method', 'Continue']],
    [
      'unfinished',
      { subscription: { status: 'incomplete' } },
      'The first payment is not finished',
      /Finish/,
      ['Update payment method', 'Continue'],
    ],
    ['settled', {}, 'All payments are settled', /nothing to do/, ['Continue']],
    [
      'for those who may not pay',
      { subscription: pastDue, canManageBilling: false },
      'The last payment failed',
      /Ask an administrator/,
      ['Continue'],
    ],
    [
      'without a portal',
      { subscription: pastDue, provider: { name: 'Paywell', portal: false, payments: true, invoices: true } },
      'The last payment failed',
      /until December 4/,
      ['Continue'],
    ],
  ])('%s: what is wrong, until when, and what can be done', async (...[, change, title, hint, ways]) => {
    render(<PaymentProblemView state={stateOf(change)} onFix={vi.fn()} onContinue={vi.fn()} />);
    expect(await screen.findByRole('heading', { name: title })).toBeVisible();
    expect(screen.getByRole('status').textContent).toMatch(hint);
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(ways);
  });
});

describe('PaymentProblem', () => {
  it('leads to the portal, and asks the provider at once when the person is back', async () => {
    const navigate = vi.fn();
    let isPaid = false;
    const server = stubServer({
      'GET /state': ({ sync }) => {
        // Nobody was told by a webhook: only asking the provider finds out.
        isPaid ||= sync === '1';
        return stateOf({ subscription: isPaid ? {} : pastDue });
      },
      'POST /portal': () => ({ url: '/portal' }),
    });
    const page = renderBilling(<PaymentProblem />, server, { navigate });
    await userEvent.click(await screen.findByRole('button', { name: 'Update payment method' }));
    await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith('/portal'));
    page.unmount();

    renderBilling(<PaymentProblem />, server, { navigate });
    expect(await screen.findByRole('heading', { name: 'All payments are settled' })).toBeVisible();
    const asked = server.seen.filter(({ key }) => key === 'GET /state').map(({ url }) => url.searchParams.get('sync'));
    expect(asked).toEqual([null, '1']);
  });
});

describe('CheckoutCanceled', () => {
  it('says that nothing was charged, and leads back to the plans or on', async () => {
    const navigate = vi.fn();
    renderBilling(<CheckoutCanceled plansUrl="/plans" continueUrl="/app" />, stubServer({ 'GET /state': freeState }), { navigate });
    expect(await screen.findByRole('heading', { name: 'Nothing was bought' })).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('Nothing was charged');
    await userEvent.click(screen.getByRole('button', { name: 'See plans' }));
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(navigate.mock.calls).toEqual([['/plans'], ['/app']]);
  });
});
