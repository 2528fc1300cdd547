import { pickPaidTier } from '../plans.ts';
import type { Scenario } from '../scenario.ts';
import { DAY_MS, pickMeter, spendUntil } from '../use-allowance.ts';

const OTHERS = ['org_birch', 'org_cedar', 'org_dogwood'];

/** Several customers for the desk: the one who is signed in has paid and is stopped, the others use the fallback tier. */
export const operator: Scenario = {
  title: 'Operator: several customers, one of them stopped',
  daysAgo: 12,
  async play(backend) {
    const meter = pickMeter(backend);
    await backend.subscribe(pickPaidTier(backend.catalog));
    await backend.advance(12 * DAY_MS);
    await spendUntil(backend, meter, 1);
    for (const customerId of OTHERS) await backend.billing.usage.spend({ customerId, userId: 'user_other', meter, units: 3 });
  },
};
