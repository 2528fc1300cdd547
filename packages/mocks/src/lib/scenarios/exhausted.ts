import type { Scenario } from '../scenario.ts';
import { pickMeter, spendUntil } from '../use-allowance.ts';

/** The fallback tier with nothing left of its first meter. */
export const exhausted: Scenario = {
  title: 'Exhausted: Free, used up',
  async play(backend) {
    await spendUntil(backend, pickMeter(backend), 1);
  },
};
