import { buyPack } from '../buy-pack.ts';
import { imageCatalog } from '../image-catalog.ts';
import type { Scenario } from '../scenario.ts';
import { DAY_MS, pickMeter } from '../use-allowance.ts';

/** A pack was bought ten days ago, and all of it is used. */
export const outOfCredits: Scenario = {
  title: 'Out of credits: no images left',
  daysAgo: 10,
  catalog: imageCatalog,
  async play(backend) {
    await buyPack(backend, 'smallest');
    await backend.advance(10 * DAY_MS);
    await backend.spend(pickMeter(backend), 20);
  },
};
