import { BillingError } from '../../../src/index.ts';
import type { Fate } from './line.ts';
import type { World } from './world.ts';

/** What becomes of a call to the store, by the weather of the moment. */
export function drawStoreFate(world: World, isCutOff: boolean): Fate {
  const { dice, weather } = world;
  const { lostBefore, lostAfter, slow, away } = weather.store;
  const travel = () => dice.whole(0, 4);
  if (away || isCutOff)
    return { thereMs: dice.chance(0.3) ? dice.whole(1000, 9000) : 1, backMs: 1, refused: storeAway(), outlivesCaller: false };
  const outlivesCaller = dice.chance(0.7);
  const draw = dice.next();
  if (draw < lostBefore) return { thereMs: dice.whole(1, 2000), backMs: 0, refused: storeAway(), outlivesCaller };
  if (draw < lostBefore + lostAfter) return { thereMs: travel(), backMs: dice.whole(1, 2000), swallowed: storeAway(), outlivesCaller };
  if (draw > 1 - slow) return drawSlow(world, outlivesCaller);
  return { thereMs: travel(), backMs: travel(), outlivesCaller };
}

function drawSlow({ dice }: World, outlivesCaller: boolean): Fate {
  const ms = dice.whole(2000, 45_000);
  return dice.chance(0.5) ? { thereMs: ms, backMs: 1, outlivesCaller } : { thereMs: 1, backMs: ms, outlivesCaller };
}

/** What becomes of a call to the provider. Every one ends within the deadline that an adapter gives itself. */
export function drawProviderFate({ dice, weather }: World): Fate {
  const { fails, timesOut, tooMany, slow, away } = weather.provider;
  const outlivesCaller = dice.chance(0.8);
  if (away) return { thereMs: dice.chance(0.3) ? 8000 : 5, backMs: 1, refused: providerAway('is away'), outlivesCaller };
  const draw = dice.next();
  if (draw < fails) return { thereMs: dice.whole(5, 50), backMs: 5, refused: providerAway('answered 500'), outlivesCaller };
  if (draw < fails + tooMany) {
    const refused = new BillingError('provider_unavailable', 'The provider answered 429.', { retryAfterMs: dice.whole(1000, 20_000) });
    return { thereMs: 5, backMs: 5, refused, outlivesCaller };
  }
  if (draw > 1 - timesOut)
    return { thereMs: dice.whole(5, 5000), backMs: 5000, swallowed: providerAway('did not answer in time'), outlivesCaller };
  const longest = dice.chance(slow) ? 4500 : 40;
  return { thereMs: dice.whole(3, longest), backMs: dice.whole(3, longest), outlivesCaller };
}

function storeAway(): BillingError {
  return new BillingError('store_unavailable', 'The store cannot be reached.');
}

function providerAway(what: string): BillingError {
  return new BillingError('provider_unavailable', `The provider ${what}.`);
}
