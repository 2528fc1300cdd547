// @vitest-environment jsdom
import { BillingError, type LimitReached, problemOf } from '@plimsoll/contract';
import { QueryClient } from '@tanstack/react-query';
import { act, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { LimitBoundary } from '../components/limit-boundary/limit-boundary.tsx';
import { MeterWidget } from '../components/meter-widget/meter-widget.tsx';
import { billingKeys } from '../provider/billing-queries.ts';
import { balanceOf, stateOf } from '../testing/acme.ts';
import { renderBilling } from '../testing/render-billing.tsx';
import { stubServer } from '../testing/stub-server.ts';
import { useMeter } from './use-meter.ts';
import { type Spend, useSpend } from './use-spend.ts';

const limit: LimitReached = { meter: 'job_descriptions', needed: 1, remaining: 0, resetsAt: null, offer: null };
const refusal = () => new BillingError('limit_reached', 'full', { limit });

interface Seen {
  spend: Spend;
  /** Each number of used units that was drawn. */
  readonly drawn: number[];
}

function Probe({ seen }: { readonly seen: Seen }) {
  seen.spend = useSpend('job_descriptions');
  const { data } = useMeter('job_descriptions');
  if (data && seen.drawn.at(-1) !== data.used) seen.drawn.push(data.used);
  return null;
}

const nothingSeen = (): Seen => ({ spend: () => expect.unreachable(), drawn: [] });

/** A page with one meter whose server counts for itself. */
async function openPage({ used = 12, granted = 50 } = {}) {
  const world = { used, reserved: 0, isAway: false };
  const seen = nothingSeen();
  const balance = () =>
    balanceOf({ used: world.used, reserved: world.reserved, granted, remaining: Math.max(0, granted - world.used - world.reserved) });
  const server = stubServer({
    'GET /state': () =>
      world.isAway
        ? new BillingError('forbidden', 'not now')
        : stateOf({ version: world.used + 1, meters: { job_descriptions: balance(), tokens: balanceOf() } }),
  });
  const queryClient = new QueryClient();
  renderBilling(
    <LimitBoundary>
      <Probe seen={seen} />
      <MeterWidget meter="job_descriptions" />
    </LimitBoundary>,
    server,
    { queryClient },
  );
  await screen.findByText(`${used} of ${granted}`);
  const spend: Spend = (units, work) => seen.spend(units, work);
  return { world, drawn: seen.drawn, server, queryClient, spend };
}

const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

describe('useSpend', () => {
  it("shows the units at once, and the server's count in their place when the work is done, without a step back", async () => {
    const { world, drawn, spend, server } = await openPage();
    const work = Promise.withResolvers<string>();
    const done = spend(3, () => work.promise);
    expect(await screen.findByText('15 of 50')).toBeVisible();
    world.used = 15;
    work.resolve('text');
    expect(await done).toBe('text');
    await settle();
    expect(server.count('GET /state')).toBe(2);
    expect(drawn).toEqual([12, 15]);
  });

  it('takes the units back when the work fails, and hands the failure on', async () => {
    const { drawn, spend } = await openPage();
    const failure = new Error('the model is away');
    expect(await act(() => caught(spend(3, () => Promise.reject(failure))))).toBe(failure);
    await settle();
    expect(screen.getByText('12 of 50')).toBeVisible();
    expect(drawn.at(-1)).toBe(12);
  });

  it('takes work that throws before it begins as failed', async () => {
    const { spend } = await openPage();
    const failure = new Error('no');
    const work = (): string => {
      throw failure;
    };
    expect(await act(() => caught(spend(1, work)))).toBe(failure);
    await settle();
    expect(screen.getByText('12 of 50')).toBeVisible();
  });

  it('opens the prompt of the boundary for a refusal, takes the units back, and hands the refusal on', async () => {
    const { world, drawn, spend } = await openPage({ used: 49 });
    // Others were quicker.
    world.reserved = 1;
    const error = await act(() => caught(spend(1, () => Promise.reject(refusal()))));
    expect(error).toMatchObject({ code: 'limit_reached' });
    expect(await screen.findByRole('dialog', { name: 'Limit reached' })).toBeVisible();
    await settle();
    expect(screen.getByText('49 of 50')).toBeInTheDocument();
    expect(drawn.at(-1)).toBe(49);
  });

  it('finds the refusal in an answer that was fetched', async () => {
    const { spend } = await openPage({ used: 50 });
    const answer = () => Response.json(problemOf(refusal()), { status: 402, headers: { 'content-type': 'application/problem+json' } });
    expect(await act(() => caught(spend(1, answer)))).toMatchObject({ code: 'limit_reached', details: { limit } });
    expect(await screen.findByRole('dialog')).toBeVisible();
  });

  it("takes the units back for the application's own failures, and gives it its answer", async () => {
    const { spend } = await openPage();
    const answer = await act(() => spend(1, () => new Response('too long', { status: 422 })));
    expect(await answer.text()).toBe('too long');
    await settle();
    expect(screen.getByText('12 of 50')).toBeVisible();
  });

  it('keeps several apart: one fails, one is done, one is still under way', async () => {
    const { world, drawn, spend } = await openPage();
    const [first, second, third] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const failing = spend(1, () => first.promise);
    void spend(2, () => second.promise);
    void spend(4, () => third.promise);
    expect(await screen.findByText('19 of 50')).toBeVisible();
    first.reject(new Error('no'));
    await caught(failing);
    expect(await screen.findByText('18 of 50')).toBeVisible();
    world.used = 14;
    second.resolve();
    await settle();
    expect(screen.getByText('18 of 50')).toBeVisible();
    world.used = 18;
    third.resolve();
    await settle();
    expect(screen.getByText('18 of 50')).toBeVisible();
    expect(drawn.slice(drawn.indexOf(19))).toEqual([19, 18]);
  });

  it('does not count twice what the server holds while the work runs, and adds what others use', async () => {
    const { world, spend, queryClient } = await openPage();
    const work = Promise.withResolvers<void>();
    void spend(2, () => work.promise);
    await screen.findByText('14 of 50');
    world.reserved = 2;
    await act(() => queryClient.invalidateQueries({ queryKey: billingKeys().state }));
    await settle();
    expect(screen.getByText('14 of 50')).toBeVisible();
    expect(screen.queryByText(/in progress/)).toBeNull();
    Object.assign(world, { used: 21, reserved: 0 });
    work.resolve();
    await settle();
    expect(screen.getByText('21 of 50')).toBeVisible();
  });

  it('believes a server that counted less', async () => {
    const { world, spend } = await openPage();
    world.used = 13;
    await act(() => spend(5, () => undefined));
    await settle();
    expect(screen.getByText('13 of 50')).toBeVisible();
  });

  it('shows no more as spent than is left, and takes back no more than it showed', async () => {
    const { drawn, spend } = await openPage({ used: 48 });
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const failing = [spend(5, () => first.promise), spend(5, () => second.promise)].map(caught);
    expect(await screen.findByText('50 of 50')).toBeVisible();
    first.reject(new Error('no'));
    second.reject(new Error('no'));
    await Promise.all(failing);
    await settle();
    expect(screen.getByText('48 of 50')).toBeVisible();
    expect(Math.max(...drawn)).toBe(50);
    expect(Math.min(...drawn)).toBe(48);
  });

  it('keeps the units of work that is done until a reading succeeds', async () => {
    const { world, spend, queryClient } = await openPage();
    world.isAway = true;
    await act(async () => spend(3, () => undefined));
    await settle();
    expect(screen.getByText('15 of 50')).toBeVisible();
    Object.assign(world, { isAway: false, used: 14 });
    await act(() => queryClient.invalidateQueries({ queryKey: billingKeys().state }));
    expect(await screen.findByText('14 of 50')).toBeVisible();
  });

  it('reads again twice at most when many end together', async () => {
    const { spend, server } = await openPage();
    await act(() => Promise.all(Array.from({ length: 20 }, () => spend(1, async () => undefined))));
    await settle();
    expect(server.count('GET /state')).toBeLessThanOrEqual(3);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s units before the work begins', async (units) => {
    const { spend } = await openPage();
    const work = vi.fn();
    expect(await caught(spend(units, work))).toMatchObject({ code: 'invalid_units' });
    expect(work).not.toHaveBeenCalled();
  });

  it('runs the work all the same where the state is not known', async () => {
    const seen = nothingSeen();
    renderBilling(<Probe seen={seen} />, stubServer({ 'GET /state': () => new BillingError('forbidden', 'no') }));
    expect(await seen.spend(1, () => 'text')).toBe('text');
  });
});
