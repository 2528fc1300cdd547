import type { Scenario } from '../scenario.ts';
import { healthy } from './healthy.ts';

/** A paid plan that is known, while Polar cannot be reached. */
export const degraded: Scenario = {
  ...healthy,
  title: 'Degraded: Polar away, Pro is known',
  async play(backend) {
    await healthy.play(backend);
    await backend.faults.providerDown();
  },
};
