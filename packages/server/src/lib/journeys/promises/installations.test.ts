import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Store } from '../../../index.ts';
import type { Change } from '../../store.ts';
import { oddText } from './any-id.ts';
import { givenTier } from './given-tier.ts';
import { holds } from './holds.ts';
import { onEachStore } from './on-each-store.ts';
import { type Engine, meterOf, outcomeOf, type PromiseWorld } from './promise-world.ts';

// Names that begin alike, and like the names of parts inside.
const NAMES = ['twin', 'twin_b0', 'twin_changes'] as const;
const LIMIT = 10;

const step = fc.record({
  at: fc.nat(NAMES.length - 1),
  act: fc.nat(3),
  units: fc.integer({ min: 1, max: 6 }),
  deliver: fc.boolean(),
});

type Outcome = Awaited<ReturnType<typeof outcomeOf>>;

/** One installation, and what it must have counted: units by the id of the act. */
interface Installation {
  readonly store: Store;
  readonly engine: Engine;
  readonly counted: Map<string, number>;
  readonly heard: Change[];
  readonly stop: () => void;
}

const totalOf = ({ counted }: Installation) => [...counted.values()].reduce((sum, units) => sum + units, 0);

async function install(world: PromiseWorld, store: Store, customerId: string): Promise<Installation> {
  const heard: Change[] = [];
  await givenTier({ ...world, store }, customerId, 'free');
  const stop = store.changes.subscribe((change) => heard.push(change));
  return { store, engine: world.createEngine({ store }), counted: new Map(), heard, stop };
}

function expectedOf(installation: Installation, id: string, units: number): Outcome {
  const known = installation.counted.get(id);
  if (known === undefined) return totalOf(installation) + units <= LIMIT ? 'ok' : 'limit_reached';
  return known === units ? 'ok' : 'idempotency_conflict';
}

async function examine(installation: Installation, customerId: string): Promise<void> {
  const { counted, engine, heard, stop, store } = installation;
  // One version for the customer's tier and one for each act, and no other's.
  const version = 1 + counted.size;
  const state = await engine.state(customerId);
  expect(state.version).toBe(version);
  expect(meterOf(state, 'jobs').used).toBe(totalOf(installation));
  if (counted.size > 0) await expect.poll(() => heard.at(-1)?.version).toBe(version);
  stop();
  await engine.billing.tick();
  expect((await store.outbox.summary()).waiting).toBe(0);
}

onEachStore('several installations on one server', (world) => {
  let stores: readonly Store[] = [];
  beforeAll(async () => {
    stores = NAMES.map((name) => world().openInstallation(name));
    await Promise.all(stores.map((store) => store.open()));
  });

  it('do not meet: the same customers, users and ids are counted, told and announced by each for itself', async () => {
    await holds(fc.record({ odd: oddText, steps: fc.array(step, { minLength: 4, maxLength: 16 }) }), async ({ odd, steps }) => {
      const customerId = world().fresh(odd);
      const installations = await Promise.all(stores.map((store) => install(world(), store, customerId)));
      for (const { at, act, units, deliver } of steps) {
        const installation = installations[at];
        if (installation === undefined) throw new RangeError(`There is no installation ${at}.`);
        const { usage } = installation.engine.billing;
        const id = `act-${act}`;
        const expected = expectedOf(installation, id, units);
        expect(await outcomeOf(usage.spend({ customerId, userId: 'one-person', meter: 'jobs', units, id }))).toBe(expected);
        if (expected === 'ok') installation.counted.set(id, units);
        if (deliver) await installation.engine.billing.tick();
      }
      for (const installation of installations) await examine(installation, customerId);
      const events = world().emulator.events();
      const told = events.filter(({ externalCustomerId }) => externalCustomerId === customerId);
      expect(told).toHaveLength(installations.reduce((sum, { counted }) => sum + counted.size, 0));
    });
  });
});
