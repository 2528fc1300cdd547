// @vitest-environment jsdom
import type { BillingState } from '@plimsoll/contract';
import { Theme } from '@radix-ui/themes';
import { act, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { useBillingState } from '../hooks/use-billing-state.ts';
import { useCheckout } from '../hooks/use-checkout.ts';
import { useCheckoutResult } from '../hooks/use-checkout-result.ts';
import { useMeter } from '../hooks/use-meter.ts';
import { useResumeSubscription } from '../hooks/use-resume-subscription.ts';
import { type Spend, useSpend } from '../hooks/use-spend.ts';
import { useUsageHistory } from '../hooks/use-usage-history.ts';
import { balanceOf, stateOf } from '../testing/acme.ts';
import { stubServer } from '../testing/stub-server.ts';
import { BillingProvider } from './billing-provider.tsx';

const NUMBERS = { acme: 777, globex: 888 };
type Scope = keyof typeof NUMBERS;
const other = (scope: Scope): Scope => (scope === 'acme' ? 'globex' : 'acme');

/** Two organisations that differ in every value; the session says which one asks. */
function openHost() {
  const host = { session: 'acme' as Scope, answer: Promise.withResolvers<void>() };
  const state = (scope: Scope): BillingState =>
    stateOf({ customerId: scope, tier: `tier-of-${scope}`, meters: { tokens: balanceOf({ used: NUMBERS[scope] }) } });
  const server = stubServer({
    'GET /state': () => state(host.session),
    'GET /usage': () => ({ meter: 'tokens', interval: 'day', from: '', to: '', buckets: [{ start: '', units: NUMBERS[host.session] }] }),
    'POST /checkout/sync': () => ({ outcome: 'active', state: state(host.session) }),
  });
  // A change that takes its time, and is answered for the organisation that asked.
  const slowly: typeof fetch = async (target, init) => {
    const response = await server.fetch(target, init);
    if (init?.method !== 'POST' || String(target).endsWith('/sync')) return response;
    const asked = host.session;
    await host.answer.promise;
    return Response.json(state(asked));
  };
  return { host, server, slowly };
}

type Drawn = readonly [scope: Scope, value: unknown];

function Probe({ scope, drawn }: { readonly scope: Scope; readonly drawn: Drawn[] }) {
  const { data: state } = useBillingState();
  const meter = useMeter('tokens').data;
  const history = useUsageHistory({ meter: 'tokens' }).data;
  const { outcome } = useCheckoutResult('checkout');
  const resume = useResumeSubscription();
  const checkout = useCheckout();
  drawn.push([scope, { state, meter, history, outcome, resumed: resume.data, resuming: resume.isPending, failed: checkout.error }]);
  return (
    <>
      <p>{meter?.used}</p>
      <button type="button" onClick={() => resume.mutate({})}>
        Keep
      </button>
      <button type="button" onClick={() => checkout.mutate({ tier: 'pro' })}>
        Buy
      </button>
    </>
  );
}

interface Seen {
  spend?: Spend;
  readonly drawn: Drawn[];
}

function Spender({ scope, seen }: { readonly scope: Scope; readonly seen: Seen }) {
  seen.spend = useSpend('tokens');
  seen.drawn.push([scope, useMeter('tokens').data?.used]);
  return null;
}

function openPage() {
  const { host, slowly, server } = openHost();
  const drawn: Drawn[] = [];
  const page = (scope: Scope) => (
    <Theme>
      <BillingProvider baseUrl="/api/billing" fetch={slowly} live={false} scope={scope} navigate={vi.fn()}>
        <Probe {...{ scope, drawn }} />
      </BillingProvider>
    </Theme>
  );
  const { rerender } = render(page('acme'));
  const show = (scope: Scope) => {
    host.session = scope;
    rerender(page(scope));
  };
  return { host, drawn, show, server };
}

const mixedUp = (drawn: readonly Drawn[]) =>
  drawn.filter(([scope, value]) => new RegExp(`${other(scope)}|${NUMBERS[other(scope)]}`).test(JSON.stringify(value)));

describe('a page that changes to another organisation', () => {
  it('never draws a value of the other organisation, in no hook and in no frame, there and back', async () => {
    const { drawn, show } = openPage();
    await screen.findByText('777');
    show('globex');
    await screen.findByText('888');
    show('acme');
    await screen.findByText('777');
    expect(mixedUp(drawn)).toEqual([]);
    expect(drawn.some(([, value]) => JSON.stringify(value).includes('"active","tier":"tier-of-globex"'))).toBe(true);
  });

  it('ends a change for the organisation for which it was begun', async () => {
    const { host, drawn, show } = openPage();
    await screen.findByText('777');
    act(() => screen.getByRole('button', { name: 'Keep' }).click());
    show('globex');
    await screen.findByText('888');
    await act(async () => host.answer.resolve());
    expect(screen.getByText('888')).toBeVisible();
    expect(mixedUp(drawn)).toEqual([]);
    const [, last] = drawn.at(-1) ?? [];
    expect(last).toMatchObject({ resuming: false, resumed: undefined });
  });

  it('leaves the errors of one organisation with it', async () => {
    const { host, drawn, show } = openPage();
    await screen.findByText('777');
    act(() => screen.getByRole('button', { name: 'Buy' }).click());
    // A state is no checkout.
    await act(async () => host.answer.resolve());
    await vi.waitFor(() => expect(drawn.at(-1)?.[1]).toMatchObject({ failed: { code: 'internal' } }));
    const before = drawn.length;
    show('globex');
    expect(drawn.slice(before).every(([, value]) => (value as { failed: unknown }).failed === null)).toBe(true);
  });

  it('does not show what one organisation is spending in the meters of the other', async () => {
    const { host, slowly } = openHost();
    const seen: Seen = { drawn: [] };
    const page = (scope: Scope) => (
      <BillingProvider baseUrl="/api/billing" fetch={slowly} live={false} scope={scope}>
        <Spender {...{ scope, seen }} />
      </BillingProvider>
    );
    const { rerender } = render(page('acme'));
    await vi.waitFor(() => expect(seen.drawn.at(-1)).toEqual(['acme', 777]));
    void seen.spend?.(2, () => new Promise(() => undefined));
    await vi.waitFor(() => expect(seen.drawn.at(-1)).toEqual(['acme', 779]));
    host.session = 'globex';
    rerender(page('globex'));
    await vi.waitFor(() => expect(seen.drawn.at(-1)).toEqual(['globex', 888]));
    expect(seen.drawn.filter(([scope]) => scope === 'globex').map(([, used]) => used)).toEqual(expect.not.arrayContaining([777, 779, 890]));
  });
});
