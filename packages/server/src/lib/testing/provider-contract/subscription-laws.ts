import { expect, it } from 'vitest';
import type { ProviderSubscription } from '../../provider.ts';
import { compareInstants } from '../../subscription/instant.ts';
import type { ProviderWorld } from './provider-world.ts';
import { subscribe } from './subscriber.ts';

const DAY_MS = 86_400_000;
const LONGEST_MONTH_MS = 32 * DAY_MS;

/** Canceling, resuming, changing, renewing and ending. */
export function subscriptionLaws(world: () => ProviderWorld): void {
  it('cancels at the end of the period, and twice is as once', async () => {
    const { provider, tiers } = world();
    const { subscription } = await subscribe(world(), tiers[0]);
    const canceled = await provider.cancel(subscription.id, 'too_expensive');
    expect(canceled).toMatchObject({ status: 'active', tier: tiers[0], cancelAt: subscription.periodEnd, endedAt: null });
    expectNotOlder(canceled, subscription);
    expect(stateOf(await provider.cancel(subscription.id, 'in our own words'))).toEqual(stateOf(canceled));
  });

  it('resumes, and twice is as once', async () => {
    const { provider, tiers } = world();
    const { subscription } = await subscribe(world(), tiers[0]);
    await provider.cancel(subscription.id, null);
    const resumed = await provider.resume(subscription.id);
    expect(resumed).toMatchObject({ status: 'active', tier: tiers[0], cancelAt: null, scheduledTier: null });
    expect(stateOf(await provider.resume(subscription.id))).toEqual(stateOf(resumed));
  });

  it('ends at the end of the period, states the end, and stays ended when canceled again', async () => {
    const { provider, tiers, advance } = world();
    const { subscription, customerId } = await subscribe(world(), tiers[0]);
    const canceled = await provider.cancel(subscription.id, null);
    await advance(LONGEST_MONTH_MS);
    const known = await provider.readCustomer(customerId);
    const [ended] = known?.subscriptions ?? [];
    expect(ended).toMatchObject({ id: subscription.id, status: 'ended', cancelAt: null });
    expect(Date.parse(ended?.endedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(subscription.periodEnd ?? ''));
    expect(compareInstants(ended?.modifiedAt ?? '', canceled.modifiedAt)).toBeGreaterThan(0);
    expect(await provider.cancel(subscription.id, null)).toEqual(ended);
  });

  it('renews into the next period with a newer version', async () => {
    const { provider, tiers, advance } = world();
    const { subscription } = await subscribe(world(), tiers[0]);
    await advance(LONGEST_MONTH_MS);
    const renewed = await provider.readSubscription(subscription.id);
    expect(renewed).toMatchObject({ status: 'active', periodStart: subscription.periodEnd });
    expect(compareInstants(renewed?.modifiedAt ?? '', subscription.modifiedAt)).toBeGreaterThan(0);
  });

  it('states a renewal that was not paid as past due', async () => {
    const { provider, tiers, advance, declineNextPayment } = world();
    const { subscription, customerId } = await subscribe(world(), tiers[0]);
    await declineNextPayment(customerId);
    // Day by day: some days later the card is asked again.
    const isPastDue = async () => (await provider.readSubscription(subscription.id))?.status === 'past_due';
    for (let day = 0; day < 32 && !(await isPastDue()); day += 1) await advance(DAY_MS);
    const known = await provider.readCustomer(customerId);
    expect(known?.subscriptions).toMatchObject([{ id: subscription.id, status: 'past_due', tier: tiers[0] }]);
  });

  it('changes the tier now, and twice is as once', async () => {
    const { provider, tiers } = world();
    const { subscription } = await subscribe(world(), tiers[0]);
    const changed = await provider.changeTier(subscription.id, { tier: tiers[1], when: 'now' });
    expect(changed).toMatchObject({ id: subscription.id, tier: tiers[1], status: 'active', scheduledTier: null });
    expectNotOlder(changed, subscription);
    expect(stateOf(await provider.changeTier(subscription.id, { tier: tiers[1], when: 'now' }))).toEqual(stateOf(changed));
  });

  it('changes the tier with the period, and twice is as once', async () => {
    const { provider, tiers, advance } = world();
    const { subscription } = await subscribe(world(), tiers[1]);
    const change = { tier: tiers[0], when: 'period_end' } as const;
    const scheduled = await provider.changeTier(subscription.id, change);
    expect(scheduled).toMatchObject({ tier: tiers[1], scheduledTier: tiers[0], cancelAt: null });
    expect(stateOf(await provider.changeTier(subscription.id, change))).toEqual(stateOf(scheduled));
    await advance(LONGEST_MONTH_MS);
    expect(await provider.readSubscription(subscription.id)).toMatchObject({ tier: tiers[0], scheduledTier: null, status: 'active' });
  });

  it('takes a scheduled tier back by resuming, and by asking for the present one', async () => {
    const { provider, tiers } = world();
    const { subscription } = await subscribe(world(), tiers[1]);
    await provider.changeTier(subscription.id, { tier: tiers[0], when: 'period_end' });
    expect(await provider.resume(subscription.id)).toMatchObject({ tier: tiers[1], scheduledTier: null });
    await provider.changeTier(subscription.id, { tier: tiers[0], when: 'period_end' });
    expect(await provider.changeTier(subscription.id, { tier: tiers[1], when: 'now' })).toMatchObject({
      tier: tiers[1],
      scheduledTier: null,
    });
  });

  it('keeps a subscription running when its tier is changed while it is to end', async () => {
    const { provider, tiers } = world();
    const { subscription } = await subscribe(world(), tiers[0]);
    await provider.cancel(subscription.id, null);
    expect(await provider.changeTier(subscription.id, { tier: tiers[1], when: 'now' })).toMatchObject({ tier: tiers[1], cancelAt: null });
  });

  it('changes nothing when the card is declined, not even a scheduled end', async () => {
    const { provider, tiers, declineNextPayment } = world();
    const { subscription, customerId } = await subscribe(world(), tiers[0]);
    const before = await provider.cancel(subscription.id, null);
    await declineNextPayment(customerId);
    const change = provider.changeTier(subscription.id, { tier: tiers[1], when: 'now' });
    await expect(change).rejects.toMatchObject({ code: 'payment_failed' });
    const after = await provider.readSubscription(subscription.id);
    expect(after).toMatchObject({ tier: tiers[0], status: 'active', cancelAt: before.cancelAt, scheduledTier: null });
  });

  it('refuses to change what is over or is not there', async () => {
    const { provider, tiers, advance, uniqueId } = world();
    const { subscription } = await subscribe(world(), tiers[0]);
    await provider.cancel(subscription.id, null);
    await advance(LONGEST_MONTH_MS);
    const change = { tier: tiers[1], when: 'now' } as const;
    await expect(provider.changeTier(subscription.id, change)).rejects.toMatchObject({ code: 'change_not_possible' });
    await expect(provider.resume(subscription.id)).rejects.toMatchObject({ code: 'change_not_possible' });
    await expect(provider.changeTier(uniqueId(), change)).rejects.toMatchObject({ code: 'subscription_missing' });
    await expect(provider.cancel(uniqueId(), null)).rejects.toMatchObject({ code: 'subscription_missing' });
    await expect(provider.resume(uniqueId())).rejects.toMatchObject({ code: 'subscription_missing' });
  });
}

function expectNotOlder(after: ProviderSubscription, before: ProviderSubscription): void {
  expect(compareInstants(after.modifiedAt, before.modifiedAt)).toBeGreaterThanOrEqual(0);
}

/** All but the version, which may move without a change. */
function stateOf({ modifiedAt: _, ...state }: ProviderSubscription): Omit<ProviderSubscription, 'modifiedAt'> {
  return state;
}
