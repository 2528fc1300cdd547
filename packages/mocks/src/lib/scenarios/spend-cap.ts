import { chatCatalog } from '../chat-catalog.ts';
import { pickPaidTier } from '../plans.ts';
import type { Scenario } from '../scenario.ts';
import { DAY_MS, pickMeter } from '../use-allowance.ts';

/** A paid plan whose overage has come to the most that it may. */
export const spendCap: Scenario = {
  title: 'Spend cap: Pro, $20 of $20',
  daysAgo: 12,
  catalog: chatCatalog,
  async play(backend) {
    await backend.subscribe(pickPaidTier(backend.catalog));
    await backend.advance(12 * DAY_MS);
    await backend.spend(pickMeter(backend), 1_000_000 + 2_000_000);
  },
};
