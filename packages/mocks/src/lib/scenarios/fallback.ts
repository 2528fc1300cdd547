import type { Scenario } from '../scenario.ts';

/** A customer that was never seen before, while Polar cannot be reached. */
export const fallback: Scenario = {
  title: 'Fallback: Polar away, nothing known',
  async play(backend) {
    await backend.faults.providerDown();
  },
};
