import { buyEarlier } from '../buy-earlier.ts';
import { pickEarlierVersion } from '../plans.ts';
import type { Scenario } from '../scenario.ts';
import { spendOverDays } from '../use-allowance.ts';

/** A plan that was bought before its price and allowances changed, and is kept as it was. */
export const earlierPlan: Scenario = {
  title: 'Earlier plan: Pro, as it was sold before',
  daysAgo: 20,
  async play(backend) {
    await buyEarlier(backend, pickEarlierVersion(backend.catalog));
    await spendOverDays(backend, { days: 20, share: 0.4 });
  },
};
