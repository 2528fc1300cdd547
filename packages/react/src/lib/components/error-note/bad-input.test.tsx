// @vitest-environment jsdom
import { BillingError, type BillingState, type CatalogView, type LimitReached, type MeterBalance, type Payment } from '@plimsoll/contract';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { balanceOf, catalog, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { BillingNotice } from '../billing-notice/billing-notice.tsx';
import { CancelDialog } from '../cancel-dialog/cancel-dialog.tsx';
import { CheckoutResult } from '../checkout-result/checkout-result.tsx';
import { CreditBalance } from '../credit-balance/credit-balance.tsx';
import { CreditPacks } from '../credit-packs/credit-packs.tsx';
import { FeatureGate } from '../feature-gate/feature-gate.tsx';
import { FeatureOffer } from '../feature-offer/feature-offer.tsx';
import { LowBalanceWarning } from '../low-balance-warning/low-balance-warning.tsx';
import { MeterWidget } from '../meter-widget/meter-widget.tsx';
import { PaymentHistory } from '../payment-history/payment-history.tsx';
import { PaymentProblem } from '../payment-problem/payment-problem.tsx';
import { PlanChangeDialog } from '../plan-change-dialog/plan-change-dialog.tsx';
import { PricingTable } from '../pricing-table/pricing-table.tsx';
import { SubscriptionStatus } from '../subscription-status/subscription-status.tsx';
import { UpgradePrompt } from '../upgrade-prompt/upgrade-prompt.tsx';

const HOSTILE = '<img src=x onerror="alert(1)"><b>Pro</b>';
const SCRIPT = 'javascript:alert(document.domain)';
const ODD_PAYMENT: Omit<Payment, 'id'> = {
  ...{ kind: 'other', item: 'gone', description: HOSTILE, amount: 9e15, currency: 'XXX', refundedAmount: 9e15, status: 'refunded' },
  createdAt: 'yesterday',
};
const refusal: LimitReached = { meter: 'job_descriptions', needed: 1, remaining: 0, resetsAt: null, offer: null };

const components: Readonly<Record<string, ReactNode>> = {
  BillingNotice: <BillingNotice />,
  CancelDialog: <CancelDialog onClose={vi.fn()} />,
  CheckoutResult: <CheckoutResult checkoutId="c" />,
  CreditBalance: <CreditBalance meter="job_descriptions" />,
  CreditPacks: <CreditPacks />,
  FeatureGate: <FeatureGate feature="own_keys">in</FeatureGate>,
  FeatureOffer: <FeatureOffer feature="own_keys" />,
  LowBalanceWarning: <LowBalanceWarning />,
  MeterWidget: <MeterWidget meter="job_descriptions" />,
  PaymentHistory: <PaymentHistory />,
  PaymentProblem: <PaymentProblem />,
  PlanChangeDialog: <PlanChangeDialog tier="team" onClose={vi.fn()} />,
  PricingTable: <PricingTable />,
  SubscriptionStatus: <SubscriptionStatus />,
  UpgradePrompt: <UpgradePrompt limit={refusal} />,
};

const everyTier = (change: Partial<CatalogView['tiers'][number]>): CatalogView => ({
  ...catalog,
  tiers: catalog.tiers.map((tier) => ({ ...tier, ...change })),
});
const withBalance = (change: Partial<MeterBalance>): BillingState => stateOf({ meters: { job_descriptions: balanceOf(change) } });

interface World {
  readonly catalog?: CatalogView;
  readonly state?: BillingState;
}

const worlds: Readonly<Record<string, World>> = {
  'a tier name with HTML in it': { catalog: everyTier({ name: HOSTILE, description: HOSTILE }) },
  'a tier that is sold at a javascript: address': { catalog: everyTier({ contactUrl: SCRIPT }) },
  'a tier that the catalog no longer has': { state: stateOf({ tier: 'gone', subscription: { scheduledTier: 'gone_too' } }) },
  'a meter that the catalog no longer has': { state: stateOf({ meters: { gone: balanceOf({ level: 'exhausted', remaining: 0 }) } }) },
  'a catalog without anything in it': { catalog: { ...catalog, tiers: [], meters: [], features: [], packs: [] } },
  'a state without meters': { state: stateOf({ meters: {} }) },
  'a negative balance': { state: withBalance({ used: -5, remaining: -3, credits: -1, granted: 50, level: 'low' }) },
  'an absurd balance': { state: withBalance({ used: 9e15, granted: 1, remaining: 9e15, level: 'low' }) },
  'dates that nobody can read': {
    state: stateOf({
      meters: { job_descriptions: balanceOf({ level: 'low', resetsAt: 'soon' }) },
      subscription: { status: 'past_due', periodEnd: 'soon', accessUntil: 'then', cancelAt: '2026-13-45', trialEnd: '' },
    }),
  },
  'an ended subscription with dates of long ago': {
    state: stateOf({ subscription: { status: 'past_due', periodEnd: '0001-01-01T00:00:00Z', accessUntil: '0001-01-01T00:00:00Z' } }),
  },
};

const cases = Object.keys(worlds).flatMap((world) => Object.keys(components).map((name) => [name, world] as const));

let complaints: unknown[][] = [];

beforeEach(() => {
  window.sessionStorage.clear();
  complaints = [];
  vi.spyOn(console, 'error').mockImplementation((...said) => void complaints.push(said));
});
afterEach(() => expect(complaints).toEqual([]));

function serve({ catalog: sold = catalog, state = stateOf() }: World) {
  return stubServer({
    'GET /catalog': () => sold,
    'GET /state': () => state,
    'POST /checkout': () => ({ kind: 'redirect', url: SCRIPT, checkoutId: 'c' }),
    'POST /checkout/sync': () => ({ outcome: 'active', state }),
    'POST /portal': () => ({ url: SCRIPT }),
    'GET /payments': () => ({
      payments: [
        { ...ODD_PAYMENT, id: 'a' },
        { ...ODD_PAYMENT, id: 'b', createdAt: '0001-01-01T00:00:00Z' },
      ],
      next: null,
    }),
    'POST /subscription/preview': () => new BillingError('not_found', 'gone'),
  });
}

describe.each(cases)('%s with %s', (name, worldName) => {
  it('draws something harmless, and the page around it stands', async () => {
    const server = serve(worlds[worldName] ?? {});
    const page = (
      <>
        <p>The page around it</p>
        {components[name]}
      </>
    );
    renderBilling(page, server, { navigate: vi.fn() });
    await vi.waitFor(() => expect(server.count('GET /state') + server.count('GET /catalog')).toBeGreaterThan(0));
    await vi.waitFor(() => expect(document.querySelector('.ps-loading')).toBeNull());
    expect(screen.getByText('The page around it')).toBeInTheDocument();
    expect(document.querySelector('img, b, [href^="javascript" i]')).toBeNull();
    expect(document.body.textContent).not.toMatch(/-\d|NaN|undefined|\[object/);
  });
});

describe('an address that runs code', () => {
  it.each<[string, ReactNode, RegExp]>([
    ['a checkout for a pack', <CreditPacks key="packs" />, /^Buy Top-up/],
    ['a portal', <SubscriptionStatus key="status" />, /^Manage payment/],
  ])('of %s is never left for, and says so', async (_, part, button) => {
    const navigate = vi.fn();
    renderBilling(part, serve({}), { navigate });
    await userEvent.click(await screen.findByRole('button', { name: button }));
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(navigate).not.toHaveBeenCalled();
  });

  it('of a plan is no link: its button is off', async () => {
    renderBilling(<PricingTable />, serve({ catalog: everyTier({ contactUrl: SCRIPT }) }));
    const buttons = await screen.findAllByRole('button', { name: 'Not available now' });
    for (const button of buttons) expect(button).toBeDisabled();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('of an offer is no link', async () => {
    const offer = { kind: 'tier', tier: 'big', name: 'Big', price: null, contactUrl: SCRIPT } as const;
    renderBilling(<UpgradePrompt limit={{ ...refusal, offer }} />, serve({}));
    expect(await screen.findByText(/no job descriptions left/)).toBeVisible();
    expect(screen.queryByRole('link')).toBeNull();
  });
});
