import { pickPaidTier } from '../plans.ts';
import type { Scenario } from '../scenario.ts';
import { spendOverDays } from '../use-allowance.ts';

/** A trial of the paid plan that is over in two days. */
export const trialEnding: Scenario = {
  title: 'Trial ending: Pro, 2 days left',
  daysAgo: 12,
  trialDays: 14,
  async play(backend) {
    await backend.subscribe(pickPaidTier(backend.catalog));
    await spendOverDays(backend, { days: 12, share: 0.3 });
  },
};
