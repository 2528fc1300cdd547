import { isLive } from '@plimsoll/contract';
import type { ProviderSubscription } from '../../../src/index.ts';
import type { Dice } from '../../../torture/lib/dice.ts';
import type { Model } from './model.ts';

const DAY_MS = 86_400_000;
const DUNNING_MS = 3 * DAY_MS;

/** What can happen to subscriptions at the provider, by hand or by the clock. */
export interface SubscriptionLife {
  start(customerId: string, tier: string): ProviderSubscription;
  change(id: string, facts: Partial<ProviderSubscription>): ProviderSubscription;
  /** Ends it now. */
  revoke(id: string): void;
  /** Turns every period and tries every card whose time has come, in the order of time. Gives how many. */
  runDue(): number;
}

export function createSubscriptionLife({ model, now, dice }: { model: Model; now: () => number; dice: Dice }): SubscriptionLife {
  const iso = (at: number) => new Date(at).toISOString();

  function change(id: string, facts: Partial<ProviderSubscription>, at = now()): ProviderSubscription {
    const { modifiedAt: _, ...current } = required(model, id);
    const isNews = Object.entries(facts).some(([name, value]) => current[name as keyof typeof current] !== value);
    return isNews ? model.state({ ...current, ...facts }, at) : required(model, id);
  }

  const end = (id: string, at: number) => change(id, { status: 'ended', endedAt: iso(at), cancelAt: null, scheduledTier: null }, at);

  function turn(subscription: ProviderSubscription, at: number): void {
    const { id, cancelAt, tier, scheduledTier } = subscription;
    if (cancelAt !== null) return void end(id, at);
    const paid = dice.chance(0.85);
    const next = { tier: scheduledTier ?? tier, productId: `product-${scheduledTier ?? tier}`, scheduledTier: null, trialEnd: null };
    change(id, { ...next, status: paid ? 'active' : 'past_due', periodStart: iso(at), periodEnd: iso(monthAfter(at)) }, at);
  }

  function nextDue(): { readonly subscription: ProviderSubscription; readonly at: number } | null {
    const due = [...model.parties.keys()].flatMap(model.subscriptionsOf).flatMap((subscription) => {
      const at = dueAt(subscription);
      return at !== null && at <= now() ? [{ subscription, at }] : [];
    });
    return due.sort((a, b) => a.at - b.at)[0] ?? null;
  }

  return {
    change,
    start(customerId, tier) {
      const { providerCustomerId } = model.bind(customerId);
      const trial = dice.chance(0.2);
      const periodEnd = iso(trial ? now() + 7 * DAY_MS : monthAfter(now()));
      const owner = { customerId, providerCustomerId, tier, productId: `product-${tier}` };
      const times = { periodStart: iso(now()), periodEnd, trialEnd: trial ? periodEnd : null, cancelAt: null, endedAt: null };
      return model.state(
        { id: model.nextId('sub'), ...owner, ...times, status: trial ? 'trialing' : 'active', scheduledTier: null },
        now(),
      );
    },
    revoke: (id) => void end(id, now()),
    runDue() {
      let count = 0;
      for (let due = nextDue(); due !== null; due = nextDue()) {
        count += 1;
        const { subscription, at } = due;
        if (subscription.status !== 'past_due') turn(subscription, at);
        else if (dice.chance(0.6)) change(subscription.id, { status: 'active' }, at);
        else end(subscription.id, at);
      }
      return count;
    },
  };
}

function dueAt({ status, periodStart, periodEnd, modifiedAt }: ProviderSubscription): number | null {
  if (!isLive(status) || periodEnd === null || periodStart === null) return null;
  return status === 'past_due' ? Math.min(Date.parse(modifiedAt) + DUNNING_MS, Date.parse(periodEnd)) : Date.parse(periodEnd);
}

function required(model: Model, id: string): ProviderSubscription {
  const found = model.find(id);
  if (found === null) throw new Error(`The provider has no subscription ${id}.`);
  return found;
}

function monthAfter(at: number): number {
  const date = new Date(at);
  const target = new Date(at);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + 1);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return target.getTime();
}
