import { chatCatalog } from '../chat-catalog.ts';
import { pickPaidTier } from '../plans.ts';
import type { Scenario } from '../scenario.ts';
import { DAY_MS, pickMeter } from '../use-allowance.ts';

/** A paid plan past its allowance, where every thousand tokens cost a cent. */
export const overage: Scenario = {
  title: 'Overage: Pro, $12.35 so far',
  daysAgo: 12,
  catalog: chatCatalog,
  async play(backend) {
    await backend.subscribe(pickPaidTier(backend.catalog));
    await backend.advance(12 * DAY_MS);
    await backend.spend(pickMeter(backend), 1_000_000 + 1_234_567);
  },
};
