import { pickPaidTier } from '../plans.ts';
import type { Scenario } from '../scenario.ts';
import { spendOverDays } from '../use-allowance.ts';

/** A paid plan that was canceled and goes on until its period ends. */
export const canceling: Scenario = {
  title: 'Canceling: Pro until the period ends',
  daysAgo: 10,
  async play(backend) {
    await backend.subscribe(pickPaidTier(backend.catalog));
    await spendOverDays(backend, { days: 10, share: 0.2 });
    await backend.call('POST /subscription/cancel', {});
  },
};
