import type { Fault } from '@plimsoll/polar-emulator';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { systemRuntime } from '../../runtime/runtime.ts';
import { oddText } from './any-id.ts';
import { givenTier } from './given-tier.ts';
import { holds } from './holds.ts';
import { onEachStore } from './on-each-store.ts';
import { allowanceOf } from './promise-catalog.ts';
import { type Engine, meterOf, outcomeOf } from './promise-world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const PROBE_MS = 5 * MINUTE_MS;

/** An answer, or none, after which the same call is worth another try. */
type Passing =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly kind: 'drop-after-apply' };

const away: fc.Arbitrary<Passing> = fc.oneof(
  fc.constantFrom(500, 502, 503, 504, 599).map((status) => ({ kind: 'status' as const, status })),
  fc.constant({ kind: 'drop-after-apply' as const }),
);
const busy: fc.Arbitrary<Passing> = fc
  .integer({ min: 1, max: 300 })
  .map((retryAfterSeconds) => ({ kind: 'status', status: 429, retryAfterSeconds }));
// Without 421, which `fetch` itself tries again on another connection, and those that say nothing of the event.
const refusals = fc.constantFrom(400, 402, 406, 409, 410, 411, 412, 413, 414, 415, 418, 422, 423, 424, 426, 428, 431, 451);
// They are ours to mend, and then the same call works.
const ours = fc.constantFrom(401, 403, 404, 405, 408, 425);

const delaysOf = ({ warnings }: Engine) =>
  warnings.filter(({ message }) => message === 'usage could not be delivered yet').map(({ fields }) => fields['delayMs'] as number);

/** The pause that a fault asks for: what the provider says, else twice as long as the last one, less some of it by chance. */
function pauseAfter(fault: Passing, { attempt, chance }: { attempt: number; chance: number }): number {
  if (fault.kind === 'status' && fault.retryAfterSeconds !== undefined) return fault.retryAfterSeconds * 1000;
  return Math.ceil(Math.min(15 * MINUTE_MS, 1000 * 2 ** (attempt - 1)) * (0.1 + 0.9 * chance));
}

onEachStore('a call that the provider did not answer', (world) => {
  it('is logged and made again after a pause that doubles, or that the provider named, until it succeeds', async () => {
    const cases = fc.record({
      odd: oddText,
      faults: fc.array(fc.oneof(away, busy), { minLength: 1, maxLength: 6 }),
      chance: fc.double({ min: 0.9, max: 0.999, noNaN: true }),
    });
    await holds(cases, async ({ odd, faults, chance }) => {
      const { advance, createEngine, emulator, fresh, now } = world();
      const customerId = fresh(odd);
      // Probes as often as it can, so that what is measured is the pause of the call and not of the probe.
      const open = () => createEngine({ settings: { probeIntervalMs: 1 }, runtime: { ...systemRuntime, now, random: () => chance } });
      let engine = open();
      await givenTier(world(), customerId, 'pro');
      await engine.billing.usage.spend({ customerId, meter: 'jobs', units: 3 });
      for (const [index, fault] of faults.entries()) {
        const before = delaysOf(engine).length;
        emulator.faults.set({ ...fault, path: '/v1/events', times: 1 } as Fault);
        await engine.billing.tick();
        const pause = pauseAfter(fault, { attempt: index + 1, chance });
        expect(delaysOf(engine).slice(before)).toEqual([pause]);
        // Who was asked to slow down keeps still on its own host's clock as well, so another instance goes on.
        if (fault.kind === 'status' && fault.retryAfterSeconds !== undefined) engine = open();
        const asked = delaysOf(engine).length;
        await engine.billing.tick();
        expect(delaysOf(engine)).toHaveLength(asked);
        await advance(pause);
      }
      await engine.billing.tick();
      const events = emulator.events().filter(({ externalCustomerId }) => externalCustomerId === customerId);
      expect(events.map(({ metadata }) => metadata['units'])).toEqual([3]);
    });
  });

  it('is never made again after a refusal: it is put aside, and somebody is told', async () => {
    await holds(fc.record({ odd: oddText, status: refusals }), async ({ odd, status }) => {
      const { advance, createEngine, emulator, fresh, store } = world();
      const customerId = fresh(odd);
      const engine = createEngine();
      await givenTier(world(), customerId, 'pro');
      await engine.billing.usage.spend({ customerId, meter: 'jobs' });
      const stuckBefore = (await store.outbox.summary()).stuck;
      emulator.faults.set({ kind: 'status', status, path: '/v1/events', times: 1 });
      for (let look = 0; look < 3; look += 1) {
        await engine.billing.tick();
        await advance(DAY_MS / 2);
      }
      emulator.faults.clear();
      expect(delaysOf(engine)).toEqual([]);
      expect(engine.alerts).toContainEqual(
        expect.objectContaining({ code: 'usage_parked', context: expect.objectContaining({ customerId }) }),
      );
      expect(await store.outbox.summary()).toMatchObject({ waiting: 0, stuck: stuckBefore + 1 });
      expect(emulator.events().filter(({ externalCustomerId }) => externalCustomerId === customerId)).toEqual([]);
    });
  });

  it('is made again when what is wrong is ours to mend: nothing is put aside for it', async () => {
    await holds(fc.record({ odd: oddText, status: ours }), async ({ odd, status }) => {
      const { advance, createEngine, emulator, fresh, store } = world();
      const customerId = fresh(odd);
      const engine = createEngine();
      await givenTier(world(), customerId, 'pro');
      await engine.billing.usage.spend({ customerId, meter: 'jobs' });
      const stuckBefore = (await store.outbox.summary()).stuck;
      emulator.faults.set({ kind: 'status', status, path: '/v1/events', times: 2 });
      for (let look = 0; look < 3; look += 1) {
        await engine.billing.tick();
        await advance(MINUTE_MS);
      }
      emulator.faults.clear();
      expect(delaysOf(engine)).toHaveLength(2);
      expect(await store.outbox.summary()).toMatchObject({ waiting: 0, stuck: stuckBefore });
      expect(emulator.events().filter(({ externalCustomerId }) => externalCustomerId === customerId)).toHaveLength(1);
    });
  });
});

onEachStore('a provider that cannot be asked', (world) => {
  it('leaves known customers what they had for as long as was chosen, gives others the fallback tier, and is found again by a probe', async () => {
    const keep = fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 72 }).map((hours) => hours * HOUR_MS),
    );
    await holds(fc.record({ odd: oddText, tier: fc.constantFrom('pro', 'business'), away, keep, waits: fc.boolean() }), async (drawn) => {
      const { advance, createEngine, emulator, fresh } = world();
      const [known, unknown] = [fresh(drawn.odd), fresh(drawn.odd)];
      const engine = createEngine({ settings: { keepLastKnownMs: drawn.keep } });
      await advance(PROBE_MS + 1);
      await engine.billing.tick();
      await givenTier(world(), known, drawn.tier as 'pro');
      expect(await engine.state(known)).toMatchObject({ mode: 'live', tier: drawn.tier });

      emulator.faults.set(drawn.away as Fault);
      for (let query = 0; query < 3; query += 1)
        expect(await engine.state(fresh(drawn.odd))).toMatchObject({ mode: 'fallback', tier: 'free' });
      expect(engine.alerts).toContainEqual(expect.objectContaining({ code: 'provider_away', priority: 'immediate' }));
      const tier = drawn.keep === 0 ? 'free' : drawn.tier;
      expect(await engine.state(known)).toMatchObject({ mode: drawn.keep === 0 ? 'fallback' : 'stale', tier });
      expect(await engine.state(unknown)).toMatchObject({ mode: 'fallback', tier: 'free', subscription: { status: 'unknown' } });
      const all = (customerId: string, of: string) =>
        engine.billing.usage.spend({ customerId, meter: 'jobs', units: allowanceOf(of as 'pro', 'jobs') });
      expect([await outcomeOf(all(known, tier)), await outcomeOf(all(unknown, 'free'))]).toEqual(['ok', 'ok']);
      for (const customerId of [known, unknown])
        expect(await outcomeOf(engine.billing.usage.spend({ customerId, meter: 'jobs' }))).toBe('limit_reached');
      if (drawn.waits && drawn.keep > 0) {
        await advance(drawn.keep - MINUTE_MS);
        expect(await engine.state(known)).toMatchObject({ mode: 'stale', tier });
        await advance(2 * MINUTE_MS);
        expect(await engine.state(known)).toMatchObject({ mode: 'fallback', tier: 'free' });
        await engine.billing.tick();
      }

      emulator.faults.clear();
      await engine.billing.tick();
      expect((await engine.state(known)).mode).not.toBe('live');
      await advance(PROBE_MS + 1);
      await engine.billing.tick();
      expect(await engine.state(known)).toMatchObject({ mode: 'live', tier: drawn.tier });
      expect(await engine.state(unknown)).toMatchObject({ mode: 'live', tier: 'free', subscription: { status: 'none' } });
      expect(meterOf(await engine.state(unknown), 'jobs').used).toBe(allowanceOf('free', 'jobs'));
    });
  });
});
