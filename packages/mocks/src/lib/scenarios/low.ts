import { pickPaidTier } from '../plans.ts';
import type { Scenario } from '../scenario.ts';
import { pickMeter, spendOverDays, spendUntil } from '../use-allowance.ts';

/** A paid plan whose first meter has about an eighth left. */
export const low: Scenario = {
  title: 'Low: Pro, 12 % left',
  daysAgo: 20,
  async play(backend) {
    await backend.subscribe(pickPaidTier(backend.catalog));
    await spendOverDays(backend, { days: 20, share: 0.6 });
    await spendUntil(backend, pickMeter(backend), 0.88);
  },
};
