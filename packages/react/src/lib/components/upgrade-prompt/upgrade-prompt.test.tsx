// @vitest-environment jsdom
import { BillingError, type LimitReached } from '@plimsoll/contract';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { catalog, freeState, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { UpgradePrompt } from './upgrade-prompt.tsx';
import { UpgradePromptView, type UpgradePromptViewProps } from './upgrade-prompt-view.tsx';

const [meter = { name: '', unit: { one: '', other: '' } }] = catalog.meters;
const price = { amount: 4900, currency: 'USD', interval: 'month' } as const;
const year = new Date().getUTCFullYear();
const limit: LimitReached = {
  meter: 'job_descriptions',
  needed: 1,
  remaining: 0,
  resetsAt: `${year}-12-01T00:00:00Z`,
  offer: { kind: 'tier', tier: 'pro', name: 'Pro', price },
};
const show = (change: Partial<UpgradePromptViewProps> = {}) =>
  render(<UpgradePromptView limit={limit} meter={meter} onAccept={vi.fn()} {...change} />);

describe('UpgradePromptView', () => {
  it('says what happened, when it resets, and offers the plan with its price', async () => {
    const onAccept = vi.fn();
    show({ onAccept });
    expect(screen.getByText('Your plan has no job descriptions left. The allowance renews on December 1.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Upgrade to Pro for $49 a month' }));
    expect(onAccept).toHaveBeenCalledWith(limit.offer);
  });

  it('says how much was needed when something is left', () => {
    show({ limit: { ...limit, needed: 12, remaining: 3 } });
    expect(screen.getByText(/This needs 12 job descriptions; 3 left\./)).toBeVisible();
  });

  it('offers a pack where that is cheapest, and people where a plan is sold by people', () => {
    show({
      limit: { ...limit, offer: { kind: 'pack', pack: 'jd_20', name: 'Top-up', units: 20, price: { amount: 1900, currency: 'USD' } } },
    });
    expect(screen.getByRole('button', { name: 'Buy Top-up for $19' })).toBeVisible();
    show({
      limit: { ...limit, offer: { kind: 'tier', tier: 'e', name: 'Enterprise', price: null, contactUrl: 'https://acme.example/talk' } },
    });
    expect(screen.getByRole('link', { name: 'Contact us about Enterprise' })).toHaveAttribute('href', 'https://acme.example/talk');
  });

  it('sends those who may not buy to an administrator', () => {
    show({ canManageBilling: false });
    expect(screen.getByText('Ask an administrator to upgrade the plan.')).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('says so when nothing larger is sold', () => {
    show({ limit: { ...limit, offer: null } });
    expect(screen.getByText('No larger plan is sold.')).toBeVisible();
  });

  it('is a dialog that Escape closes when asked to be one', async () => {
    const onClose = vi.fn();
    show({ variant: 'dialog', onClose });
    expect(await screen.findByRole('dialog', { name: 'Limit reached' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledOnce();
  });
});

describe('UpgradePrompt', () => {
  const refusal = new BillingError('limit_reached', 'full', { limit });

  it('leaves for a checkout at once where nothing is running', async () => {
    const server = stubServer({ 'GET /state': freeState, 'POST /checkout': () => ({ kind: 'redirect', url: '/pay', checkoutId: 'c' }) });
    const navigate = vi.fn();
    renderBilling(<UpgradePrompt limit={refusal} />, server, { navigate });
    await screen.findByText(/no job descriptions left/);
    await userEvent.click(screen.getByRole('button', { name: /Upgrade to Pro/ }));
    await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith('/pay'));
  });

  it('shows the price first where it would change a running subscription', async () => {
    const server = stubServer({
      'POST /subscription/preview': ({ tier }) => ({
        tier,
        direction: 'upgrade',
        effectiveAt: limit.resetsAt ?? '',
        dueNow: null,
        recurring: null,
        basis: 'estimate',
      }),
    });
    const offer = { kind: 'tier', tier: 'team', name: 'Team', price } as const;
    renderBilling(<UpgradePrompt limit={{ ...limit, offer }} />, server);
    await screen.findByText(/no job descriptions left/);
    await userEvent.click(screen.getByRole('button', { name: /Upgrade to Team/ }));
    expect(await screen.findByRole('dialog', { name: 'Change to Team' })).toBeVisible();
    expect(server.count('POST /subscription/change')).toBe(0);
  });

  it('knows from the state who may not buy', async () => {
    renderBilling(<UpgradePrompt limit={limit} />, stubServer({ 'GET /state': () => stateOf({ canManageBilling: false }) }));
    expect(await screen.findByText('Ask an administrator to upgrade the plan.')).toBeVisible();
  });

  it('shows no id while the name of the meter is on its way, and goes by it where there is no name to be had', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((done) => {
      release = done;
    });
    const server = stubServer({ 'GET /catalog': () => new BillingError('contract_mismatch', 'old page') });
    const waiting: typeof fetch = async (target, init) => {
      if (String(target).endsWith('/catalog')) await held;
      return server.fetch(target, init);
    };
    renderBilling(<UpgradePrompt limit={limit} />, { ...server, fetch: waiting });
    expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible();
    expect(document.body).not.toHaveTextContent('job_descriptions');
    release();
    expect(await screen.findByText(/^Your plan has no job_descriptions left\./)).toBeVisible();
  });

  it('draws nothing for any other error', () => {
    renderBilling(<UpgradePrompt limit={new BillingError('internal', 'x')} />);
    expect(screen.queryByText('Limit reached')).toBeNull();
  });
});
