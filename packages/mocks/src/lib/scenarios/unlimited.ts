import { pickUnlimitedTier } from '../plans.ts';
import type { Scenario } from '../scenario.ts';
import { spendOverDays } from '../use-allowance.ts';

/** A tier without limits, well used. */
export const unlimited: Scenario = {
  title: 'Unlimited: Enterprise',
  daysAgo: 20,
  async play(backend) {
    await backend.subscribe(pickUnlimitedTier(backend.catalog));
    await spendOverDays(backend, { days: 20, share: 0.4 });
  },
};
