import { type BillingState, statedLimits, windowAt } from '@plimsoll/contract';
import type { ProviderSubscription } from '../../../src/index.ts';
import type { Stage } from '../actors/stage.ts';
import { visit } from '../actors/visit.ts';
import { catalog, METERS } from '../catalog.ts';
import { CREDITS } from '../oracle/sums.ts';
import { ACCESS_SWEEP_MS, settings } from '../settings.ts';
import { finish } from './settle.ts';

/** Asks every instance for the state of every customer: it answers, it trusts the provider again, and its numbers are the oracle's. */
export async function auditStates(stage: Stage): Promise<void> {
  for (const instance of stage.instances) {
    for (const customerId of stage.customers) {
      const answer = await finish(stage, () => visit(stage, instance, { customerId, method: 'GET', path: '/state' }));
      if (answer?.status !== 200)
        stage.world.violate('everyone-answers-when-all-is-well', `${instance.name} answers ${answer?.status ?? 'nothing'}`);
      else judgeState(stage, { instance: instance.name, customerId, state: answer.body as BillingState });
    }
  }
}

function judgeState(stage: Stage, seen: { instance: string; customerId: string; state: BillingState }): void {
  const { world, model } = stage;
  stage.watch.book.expire(world.now());
  const { instance, customerId, state } = seen;
  const expected = expectTier(model.subscriptionsOf(customerId), world.now());
  const complain = (check: string, detail: string) => world.violate(check, `${instance} of ${customerId}: ${detail}`);
  if (state.mode !== 'live') complain('a-breaker-closes-again', `mode ${state.mode}`);
  if (state.tier !== expected.tier) complain('the-tier-is-what-was-bought', `tier ${state.tier}, the provider says ${expected.tier}`);
  for (const meter of METERS) {
    const fault = judgeMeter(stage, { customerId, meter, period: expected.period, tier: expected.tier, shown: state.meters[meter] });
    if (fault !== null) complain('a-balance-is-what-was-used', `${meter}: ${fault}`);
  }
}

interface Expected {
  readonly tier: string;
  readonly period: { readonly start: string; readonly end: string } | null;
}

function expectTier(subscriptions: readonly ProviderSubscription[], now: number): Expected {
  const order = Object.keys(catalog.tiers);
  const granting = subscriptions.filter((subscription) => grants(subscription, now));
  const [best] = granting.sort((a, b) => order.indexOf(b.tier ?? '') - order.indexOf(a.tier ?? ''));
  if (best === undefined) return { tier: catalog.fallbackTier, period: null };
  return { tier: best.tier ?? '', period: { start: best.periodStart ?? '', end: best.periodEnd ?? '' } };
}

function grants({ status, cancelAt, periodStart }: ProviderSubscription, now: number): boolean {
  if (status === 'past_due') return now < Date.parse(periodStart ?? '') + (settings.pastDueGraceMs ?? 0);
  return (status === 'active' || status === 'trialing') && (cancelAt === null || now < Date.parse(cancelAt));
}

function judgeMeter(
  { world, watch }: Stage,
  {
    customerId,
    meter,
    period,
    tier,
    shown,
  }: Expected & { customerId: string; meter: string; shown: BillingState['meters'][string] | undefined },
): string | null {
  const allowance = statedLimits(catalog.tiers[tier]?.allowances[meter] ?? 0);
  const kinds = allowance.length === 0 ? ['period' as const] : allowance.map(({ window }) => window);
  const { sums } = watch.book;
  for (const kind of kinds) {
    const id = windowAt(kind, world.now(), period === null ? null : { start: iso(period.start), end: iso(period.end) }).id;
    const { used, reserved, fromCredits, overage, overrun } = sums.of({ customerId, meter }, id);
    const limit = shown?.limits.find(({ window }) => window === kind);
    const total = used + fromCredits + overage + overrun;
    if (limit?.used !== total || limit.reserved !== reserved)
      return `${id} shows ${limit?.used} used, ${limit?.reserved} held; ${total}, ${reserved} are`;
  }
  const { granted, used, reserved } = sums.of({ customerId, meter }, CREDITS);
  return shown?.credits === Math.max(0, granted - used - reserved)
    ? null
    : `${shown?.credits} credits are shown of ${granted - used - reserved}`;
}

const iso = (instant: string) => new Date(Date.parse(instant)).toISOString();

/** What the host was told last of each customer is what the customer has, or had until lately: an end by the clock is told with the next sweep. */
export async function auditAccess({ customers, model, told, world }: Stage): Promise<void> {
  for (const customerId of customers) {
    const subscriptions = model.subscriptionsOf(customerId);
    const { tier } = expectTier(subscriptions, world.now());
    const lately = expectTier(subscriptions, world.now() - 2 * ACCESS_SWEEP_MS);
    const last = told.get(customerId)?.tier ?? catalog.fallbackTier;
    if (last !== tier && last !== lately.tier)
      world.violate('the-host-was-told', `${customerId} has ${tier}, the host was told ${last} last`);
  }
}
