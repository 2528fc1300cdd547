import fc from 'fast-check';
import { expect, it } from 'vitest';
import { systemRuntime } from '../../runtime/runtime.ts';
import { oddText } from './any-id.ts';
import { givenTier } from './given-tier.ts';
import { holds } from './holds.ts';
import { onEachStore } from './on-each-store.ts';
import { allowanceOf } from './promise-catalog.ts';
import { type Engine, meterOf, outcomeOf, type PromiseWorld } from './promise-world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PROBE_MS = 5 * MINUTE_MS;
const jump = fc.constantFrom(-HOUR_MS, 0, HOUR_MS);

const step = fc.record({
  act: fc.constantFrom('spend', 'reserve', 'wait'),
  units: fc.integer({ min: 1, max: 5 }),
  minutes: fc.integer({ min: 1, max: 40 }),
  jump,
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A host whose clock is that of the store, but for what it is set off by hand. */
function jumpyHost({ now }: Pick<PromiseWorld, 'now'>) {
  let ahead = 0;
  return {
    runtime: { ...systemRuntime, now: () => now() + ahead },
    jumpTo(ms: number) {
      ahead = ms;
    },
  };
}

/** What must have been counted, by the clock of the store alone. */
interface Books {
  used: number;
  readonly holdings: { readonly units: number; readonly until: number }[];
}

interface Game {
  readonly world: PromiseWorld;
  readonly engine: Engine;
  readonly customerId: string;
  readonly books: Books;
}

const heldIn = ({ holdings }: Books, now: number) => holdings.reduce((sum, { units, until }) => sum + (until > now ? units : 0), 0);

async function play({ world, engine, customerId, books }: Game, { act, units, minutes }: Step): Promise<void> {
  // Real time goes on while a step is played, so nothing may fall due within half a minute of a look.
  if (act === 'wait') return await world.advance(minutes * MINUTE_MS - 30_000);
  const request = { customerId, meter: 'jobs', units } as const;
  const ttlMs = minutes * MINUTE_MS;
  const until = world.now() + ttlMs;
  const fits = books.used + heldIn(books, world.now()) + units <= allowanceOf('pro', 'jobs');
  const { usage } = engine.billing;
  const outcome = await outcomeOf(act === 'spend' ? usage.spend(request) : usage.reserve({ ...request, ttlMs }));
  expect(outcome).toBe(fits ? 'ok' : 'limit_reached');
  if (outcome !== 'ok') return;
  if (act === 'spend') books.used += units;
  else books.holdings.push({ units, until });
}

onEachStore('a host whose clock jumps by an hour', (world) => {
  it('holds units for as long as the clock of the store says, in the same window', async () => {
    await holds(fc.record({ odd: oddText, steps: fc.array(step, { minLength: 4, maxLength: 12 }) }), async ({ odd, steps }) => {
      const { createEngine, fresh } = world();
      const host = jumpyHost(world());
      const engine = createEngine({ runtime: host.runtime });
      const customerId = fresh(odd);
      await givenTier(world(), customerId, 'pro');
      const { resetsAt } = meterOf(await engine.state(customerId), 'jobs');
      const books: Books = { used: 0, holdings: [] };
      for (const each of steps) {
        host.jumpTo(each.jump);
        await play({ world: world(), engine, customerId, books }, each);
        const reserved = heldIn(books, world().now());
        expect(meterOf(await engine.state(customerId), 'jobs')).toMatchObject({ used: books.used, reserved, resetsAt });
      }
    });
  });

  it('waits no longer for a store that hangs', async () => {
    await holds(fc.record({ odd: oddText, before: jump, meanwhile: jump }), async ({ odd, before, meanwhile }) => {
      const { createEngine, fresh, store } = world();
      const host = jumpyHost(world());
      host.jumpTo(before);
      const hanging = { ...store, ledger: { ...store.ledger, apply: () => new Promise<never>(() => undefined) } };
      const engine = createEngine({ store: hanging, runtime: host.runtime, settings: { storeDeadlineMs: 60 } });
      const customerId = fresh(odd);
      await givenTier(world(), customerId, 'pro');
      const begun = performance.now();
      const spending = outcomeOf(engine.billing.usage.spend({ customerId, meter: 'jobs' }));
      setTimeout(() => host.jumpTo(meanwhile), 10);
      expect(await spending).toBe('store_unavailable');
      expect(performance.now() - begun).toBeLessThan(2000);
    });
  });

  it('honours what was last known for as long as the clock of the store says', () => honoured(world));

  it('learns from the others that the provider is back', () => learned(world));
});

async function honoured(world: () => PromiseWorld): Promise<void> {
  await holds(fc.record({ odd: oddText, by: jump, keepMinutes: fc.integer({ min: 10, max: 55 }) }), async ({ odd, by, keepMinutes }) => {
    const { advance, createEngine, emulator, fresh } = world();
    const host = jumpyHost(world());
    host.jumpTo(by);
    const engine = createEngine({ runtime: host.runtime, settings: { keepLastKnownMs: keepMinutes * MINUTE_MS } });
    const customerId = fresh(odd);
    await givenTier(world(), customerId, 'pro');
    await engine.state(fresh(odd));
    await goAway(emulator, [engine], fresh);
    await advance((keepMinutes - 1) * MINUTE_MS);
    const before = await engine.state(customerId);
    await advance(2 * MINUTE_MS);
    const after = await engine.state(customerId);
    emulator.faults.clear();
    expect([before.mode, after.mode]).toEqual(['stale', 'fallback']);
  });
}

async function learned(world: () => PromiseWorld): Promise<void> {
  await holds(fc.record({ odd: oddText, by: jump }), async ({ odd, by }) => {
    const { advance, createEngine, emulator, fresh } = world();
    const host = jumpyHost(world());
    host.jumpTo(by);
    const [skewed, right] = [createEngine({ runtime: host.runtime }), createEngine({ runtime: jumpyHost(world()).runtime })];
    await goAway(emulator, [skewed, right], fresh);
    emulator.faults.clear();
    await advance(PROBE_MS + 1);
    // This one gets the right to ask; the other reads what it found.
    await right.billing.tick();
    await advance(1000);
    await skewed.billing.tick();
    const modes = [(await right.state(fresh(odd))).mode, (await skewed.state(fresh(odd))).mode];
    expect(modes).toEqual(['live', 'live']);
  });
}

/** The provider fails until every engine takes it for away. */
async function goAway({ faults }: PromiseWorld['emulator'], engines: readonly Engine[], fresh: () => string): Promise<void> {
  faults.set({ kind: 'status', status: 503 });
  for (const engine of engines) for (let query = 0; query < 3; query += 1) await engine.state(fresh());
}
