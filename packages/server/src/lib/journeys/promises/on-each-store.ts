import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { openPromiseWorld, type PromiseWorld } from './promise-world.ts';
import { openStorePlace, STORE_KINDS, type StoreKind, whyMissing } from './store-place.ts';

/** Promises that are kept whatever store the application has chosen: the same tests over each, in a world that they share. */
export function onEachStore(name: string, tests: (world: () => PromiseWorld) => void): void {
  describe.each(STORE_KINDS)(`${name}, on %s`, (kind) => inWorld(kind, tests));
}

function inWorld(kind: StoreKind, tests: (world: () => PromiseWorld) => void): void {
  const missing = whyMissing(kind);
  let world: PromiseWorld | undefined;
  beforeAll(async () => {
    if (missing === undefined) world = await open(kind);
  }, 60_000);
  afterAll(() => world?.close());
  beforeEach((context) => {
    context.skip(missing !== undefined, missing);
  });
  tests(() => {
    if (world === undefined) throw new Error('The world is there only while a test runs.');
    return world;
  });
}

async function open(kind: StoreKind): Promise<PromiseWorld> {
  const place = await openStorePlace(kind);
  try {
    return await openPromiseWorld(place);
  } catch (error) {
    // A server that nobody ends would keep the whole run alive.
    await place.close();
    throw error;
  }
}
