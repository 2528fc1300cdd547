import { pickPaidTier } from '../plans.ts';
import type { Scenario } from '../scenario.ts';
import { DAY_MS, spendOverDays } from '../use-allowance.ts';

// One more than Polar tries in the days of grace: no later attempt succeeds by itself.
const REFUSALS = 5;

/** The payment of the second month was refused a few days ago; access goes on for the days of grace. */
export const pastDue: Scenario = {
  title: 'Past due: Pro, renewal refused',
  daysAgo: 33,
  async play(backend) {
    await backend.subscribe(pickPaidTier(backend.catalog));
    await spendOverDays(backend, { days: 20, share: 0.5 });
    if (backend.identity !== null) backend.emulator.failNextPayment(backend.identity.customerId, REFUSALS);
    await backend.advance(13 * DAY_MS);
  },
};
