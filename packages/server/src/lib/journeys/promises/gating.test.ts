import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oddText } from './any-id.ts';
import { givenTier } from './given-tier.ts';
import { holds } from './holds.ts';
import { onEachStore } from './on-each-store.ts';
import { allowanceOf, type Meter } from './promise-catalog.ts';
import { meterOf, outcomeOf } from './promise-world.ts';

const PROBE_MS = 5 * 60_000;
const LIMITED = ['free', 'pro', 'business'] as const;
const tier = fc.constantFrom(...LIMITED);
const meter = fc.constantFrom<Meter>('jobs', 'screenings');
const share = fc.integer({ min: 1, max: 60 });
const job = fc.record({ share, succeeds: fc.boolean(), instance: fc.nat(1), user: oddText });
const jobs = fc.array(job, { minLength: 3, maxLength: 8 });

/** Units in hundredths of an allowance, so that every tier is drawn near to its end. */
const unitsOf = (part: number, allowance: number) => Math.max(1, Math.round((allowance * part) / 100));

onEachStore('an operation', (world) => {
  it('begins only when its units are held, and a check says before what will be', async () => {
    await holds(fc.record({ odd: oddText, tier, meter, jobs }), async (drawn) => {
      const { engine, fresh } = world();
      const customerId = fresh(drawn.odd);
      await givenTier(world(), customerId, drawn.tier);
      const limit = allowanceOf(drawn.tier, drawn.meter);
      let used = 0;
      for (const { share: part, succeeds, instance } of drawn.jobs) {
        const units = unitsOf(part, limit);
        const request = { customerId, meter: drawn.meter, units };
        const { usage } = engine(instance).billing;
        const fits = used + units <= limit;
        expect((await usage.check(request)).allowed).toBe(fits);
        expect((await usage.explain(request)).allowed).toBe(fits);
        let begun = false;
        const work = async () => {
          begun = true;
          expect(meterOf(await engine(instance + 1).state(customerId), drawn.meter)).toMatchObject({ used, reserved: units });
          if (!succeeds) throw new TypeError('the work failed');
        };
        const ended = usage.run(request, work);
        if (fits && !succeeds) await expect(ended).rejects.toThrow('the work failed');
        else expect(await outcomeOf(ended)).toBe(fits ? 'ok' : 'limit_reached');
        expect(begun).toBe(fits);
        if (fits && succeeds) used += units;
      }
      expect(meterOf(await engine(1).state(customerId), drawn.meter)).toMatchObject({ used, reserved: 0, remaining: limit - used });
    });
  });

  it('that succeeded is told to the provider once, with its units and its user, and one that failed never', async () => {
    const fault = fc.constantFrom('none', 'drop-after-apply', 'status');
    await holds(fc.record({ odd: oddText, meter, jobs, fault }), async (drawn) => {
      const { advance, emulator, engine, fresh } = world();
      const customerId = fresh(drawn.odd);
      await givenTier(world(), customerId, 'business');
      const told: unknown[] = [];
      for (const { share: part, succeeds, instance, user } of drawn.jobs) {
        const units = Math.ceil(part / 10);
        const request = { customerId, userId: `${user}-1`, meter: drawn.meter, units };
        const work = () => (succeeds ? 'done' : Promise.reject(new TypeError('the work failed')));
        await engine(instance)
          .billing.usage.run(request, work)
          .catch(() => undefined);
        if (succeeds) told.push({ meter: drawn.meter, units, billable_units: 0, user_id: `${user}-1` });
      }
      if (drawn.fault === 'status') emulator.faults.set({ kind: 'status', status: 503, path: '/v1/events', times: 1 });
      if (drawn.fault === 'drop-after-apply') emulator.faults.set({ kind: 'drop-after-apply', path: '/v1/events', times: 1 });
      await engine().billing.tick();
      emulator.faults.clear();
      // An instance that met several faults asks nothing before its next probe.
      await advance(PROBE_MS + 1);
      await engine().billing.tick();
      await engine(1).billing.tick();
      const events = emulator.events().filter(({ externalCustomerId }) => externalCustomerId === customerId);
      expect(events.map(({ metadata }) => JSON.stringify(metadata)).sort()).toEqual(told.map((event) => JSON.stringify(event)).sort());
      expect(new Set(events.map(({ name }) => name)).size).toBeLessThanOrEqual(1);
    });
  });
});

onEachStore('a meter', (world) => {
  it('warns from the moment on when less than the chosen share is left, and not before', async () => {
    const lowShare = fc.constantFrom(0, 0.1, 0.2, 0.5, 1);
    await holds(
      fc.record({ odd: oddText, tier, meter, lowShare, shares: fc.array(share, { minLength: 3, maxLength: 8 }) }),
      async (drawn) => {
        const { createEngine, fresh } = world();
        const engine = createEngine({ settings: { warnAt: [drawn.lowShare, 0] } });
        const customerId = fresh(drawn.odd);
        await givenTier(world(), customerId, drawn.tier);
        const limit = allowanceOf(drawn.tier, drawn.meter);
        let left = limit;
        for (const part of [...drawn.shares, 100]) {
          const units = Math.min(unitsOf(part, limit), Math.max(1, left));
          if (left > 0) left -= (await engine.billing.usage.spend({ customerId, meter: drawn.meter, units })).units;
          const { level, remaining } = meterOf(await engine.state(customerId), drawn.meter);
          expect(remaining).toBe(left);
          const warned = left < limit * drawn.lowShare ? 'low' : 'ok';
          expect(level).toBe(left === 0 ? 'exhausted' : warned);
        }
      },
    );
  });

  it('that is exhausted stops every way of using more, says what would help, and leaves the others alone', async () => {
    await holds(fc.record({ odd: oddText, tier, meter, units: fc.integer({ min: 1, max: 1000 }) }), async (drawn) => {
      const { emulator, engine, fresh } = world();
      const customerId = fresh(drawn.odd);
      await givenTier(world(), customerId, drawn.tier);
      const limit = allowanceOf(drawn.tier, drawn.meter);
      await engine().billing.usage.spend({ customerId, meter: drawn.meter, units: limit });
      const request = { customerId, meter: drawn.meter, units: drawn.units };
      const { usage } = engine(1).billing;
      const never = () => Promise.reject(new Error('the work has begun'));
      for (const ask of [() => usage.spend(request), () => usage.reserve(request), () => usage.run(request, never)]) {
        await expect(ask()).rejects.toMatchObject({
          code: 'limit_reached',
          status: 402,
          details: {
            limit: {
              meter: drawn.meter,
              needed: drawn.units,
              remaining: 0,
              resetsAt: expect.any(String),
              offer: { kind: expect.any(String) },
            },
          },
        });
      }
      expect((await usage.check(request)).allowed).toBe(false);
      const other = drawn.meter === 'jobs' ? 'screenings' : 'jobs';
      expect(await outcomeOf(usage.spend({ customerId, meter: other }))).toBe('ok');
      await engine().billing.tick();
      const events = emulator.events().filter(({ externalCustomerId }) => externalCustomerId === customerId);
      expect(events.map(({ metadata }) => [metadata['meter'], metadata['units']]).sort()).toEqual(
        [
          [drawn.meter, limit],
          [other, 1],
        ].sort(),
      );
    });
  });
});

onEachStore('a tier without limits', (world) => {
  it('lets everything pass, and every unit is counted, kept in the history and told to the provider', async () => {
    const spend = fc.record({
      units: fc.integer({ min: 1, max: 1_000_000 }),
      instance: fc.nat(1),
      how: fc.constantFrom('spend', 'run', 'record'),
    });
    const spends = fc.array(spend, { minLength: 1, maxLength: 15 });
    await holds(fc.record({ odd: oddText, meter, spends }), async (drawn) => {
      const { emulator, engine, fresh } = world();
      const customerId = fresh(drawn.odd);
      await givenTier(world(), customerId, 'enterprise');
      const outcomes = drawn.spends.map(async ({ units, instance, how }) => {
        const { usage } = engine(instance).billing;
        const request = { customerId, meter: drawn.meter, units };
        expect(await usage.check(request)).toMatchObject({ allowed: true, balance: { remaining: 'unlimited', level: 'unlimited' } });
        return await outcomeOf(how === 'run' ? usage.run(request, () => 'done') : usage[how as 'spend'](request));
      });
      expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['ok']));
      const total = drawn.spends.reduce((sum, { units }) => sum + units, 0);
      expect(meterOf(await engine(1).state(customerId), drawn.meter)).toMatchObject({ granted: 'unlimited', used: total, overage: 0 });
      const history = await engine().call({ customerId }, `/usage?meter=${drawn.meter}`);
      expect(history.body.buckets.reduce((sum: number, { units }: { units: number }) => sum + units, 0)).toBe(total);
      await engine().billing.tick();
      const events = emulator.events().filter(({ externalCustomerId }) => externalCustomerId === customerId);
      expect(events).toHaveLength(drawn.spends.length);
      expect(events.reduce((sum, { metadata }) => sum + Number(metadata['units']), 0)).toBe(total);
    });
  });
});
