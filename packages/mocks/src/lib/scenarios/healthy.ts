import { pickPaidTier } from '../plans.ts';
import type { Scenario } from '../scenario.ts';
import { spendOverDays } from '../use-allowance.ts';

/** A paid plan in the middle of its month, with two fifths of everything used. */
export const healthy: Scenario = {
  title: 'Healthy: Pro, 40 % used',
  daysAgo: 20,
  async play(backend) {
    await backend.subscribe(pickPaidTier(backend.catalog));
    await spendOverDays(backend, { days: 20, share: 0.4 });
  },
};
