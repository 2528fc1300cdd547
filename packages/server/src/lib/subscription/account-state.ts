import type { AccountState } from '@plimsoll/contract/routes';
import type { Derived } from './derive.ts';

/** What an account amounts to, as the audit log tells of it before and after a change. */
export function accountStateOf(derived: Derived): AccountState {
  const { tier, subscription } = derived;
  const { status, periodStart, periodEnd, cancelAt, scheduledTier } = subscription;
  return { tier, status, periodStart, periodEnd, cancelAt, accessUntil: accessUntilOf(derived), scheduledTier };
}

/** The last instant of what applies, where one is known. */
export function accessUntilOf({ complimentary, subscription }: Pick<Derived, 'complimentary' | 'subscription'>): string | null {
  return complimentary === null ? subscription.accessUntil : complimentary.until;
}
