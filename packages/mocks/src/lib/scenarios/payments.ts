import { buyPack } from '../buy-pack.ts';
import { imageCatalog } from '../image-catalog.ts';
import type { Scenario } from '../scenario.ts';
import { DAY_MS } from '../use-allowance.ts';

const PURCHASES = 4;

/** Packs were bought month after month. */
export const payments: Scenario = {
  title: 'Payments: a pack each month',
  daysAgo: PURCHASES * 30,
  catalog: imageCatalog,
  async play(backend) {
    for (let month = 0; month < PURCHASES; month += 1) {
      await buyPack(backend, month % 2 === 0 ? 'smallest' : 'largest');
      await backend.advance(30 * DAY_MS);
    }
  },
};
