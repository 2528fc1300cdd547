import { type Core, touch } from '../core.ts';
import { givesAccess } from '../entities/billing.ts';
import { presentCheckout } from '../present/present-checkout.ts';
import { collect } from './orders.ts';
import { turnPeriod } from './renew-subscription.ts';

interface Due {
  at: number;
  run: () => void;
}

/** Runs everything that is due up to an instant, in order, each at its own time. `between` is called after each. */
export function runDue(core: Core, until: number, between: () => void): void {
  for (let due = findFirst(core); due !== undefined && due.at <= until; due = findFirst(core)) {
    core.clock.travelTo(due.at);
    due.run();
    between();
  }
}

/** When the next thing falls due, in virtual milliseconds; Infinity when nothing will. */
export function nextDueAt(core: Core): number {
  return findFirst(core)?.at ?? Number.POSITIVE_INFINITY;
}

function findFirst(core: Core): Due | undefined {
  let first: Due | undefined;
  for (const due of listDue(core)) {
    if (first === undefined || due.at < first.at) first = due;
  }
  return first;
}

function* listDue(core: Core): Generator<Due> {
  for (const subscription of core.world.subscriptions.values()) {
    // A subscription that is past due turns its period only after it has recovered.
    if (givesAccess(subscription)) yield { at: Date.parse(subscription.current_period_end), run: () => turnPeriod(core, subscription) };
  }
  for (const order of core.world.orders.values()) {
    const attempt = order.next_payment_attempt_at;
    if (attempt !== null) yield { at: Date.parse(attempt), run: () => collect(core, order) };
  }
  for (const checkout of core.world.checkouts.values()) {
    if (checkout.status === 'open') yield { at: Date.parse(checkout.expires_at), run: () => expire(core, checkout.id) };
  }
}

function expire(core: Core, checkoutId: string): void {
  const checkout = core.world.checkouts.get(checkoutId);
  if (checkout === undefined) return;
  checkout.status = 'expired';
  touch(core, checkout);
  core.emit('checkout.expired', presentCheckout(core, checkout));
}
