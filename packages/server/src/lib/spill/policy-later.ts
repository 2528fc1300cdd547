import { hasAccess } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Policy } from '../ledger/command.ts';
import type { Standing } from '../subscription/read-standing.ts';
import { policyOf } from '../usage/policy.ts';

/** What a standing amounts to at a later instant: windows turn, and a subscription that ends by the clock gives nothing more. */
export function policyLater(context: Context, standing: Standing, meter: string): (now: number) => Policy | null {
  const { subscription, now: then } = standing;
  return (now) => {
    const lapsed = hasAccess(subscription, then) && !hasAccess(subscription, now);
    return lapsed ? null : policyOf(context, { ...standing, now }, meter);
  };
}
