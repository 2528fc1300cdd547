import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oddText, twinsOf } from './any-id.ts';
import { holds } from './holds.ts';
import { onEachStore } from './on-each-store.ts';
import { allowanceOf } from './promise-catalog.ts';
import { meterOf, outcomeOf } from './promise-world.ts';

const LIMIT = allowanceOf('free', 'jobs');
const users = fc.uniqueArray(
  oddText.map((text) => `${text}-user`),
  { minLength: 2, maxLength: 8 },
);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** One of several who want units at the same time: at once, or held and then used or given back. */
const wish = fc.record({
  user: fc.nat(),
  units: fc.integer({ min: 1, max: 4 }),
  how: fc.constantFrom('spend', 'run', 'run that fails', 'reserve'),
  instance: fc.nat(1),
});

onEachStore('one balance', (world) => {
  it('is shared by all users of a customer: together they get what is there, and each is told apart', async () => {
    await holds(
      fc.record({ odd: oddText, users, parallel: fc.integer({ min: 12, max: 40 }) }),
      async ({ odd, users: people, parallel }) => {
        const { engine, fresh } = world();
        const customerId = fresh(odd);
        const spends = Array.from({ length: parallel }, async (_, index) => {
          const userId = people[index % people.length];
          const outcome = await outcomeOf(engine(index).billing.usage.spend({ customerId, userId, meter: 'jobs' }));
          return { userId, outcome };
        });
        const outcomes = await Promise.all(spends);
        const won = outcomes.filter(({ outcome }) => outcome === 'ok');
        expect(won).toHaveLength(LIMIT);
        expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['ok', 'limit_reached']));
        const history = await engine(1).call({ customerId, userId: 'somebody else' }, '/usage?meter=jobs&interval=day&by=user');
        const byUser = new Map<string, number>();
        for (const { userId, units } of history.body.buckets) byUser.set(userId, (byUser.get(userId) ?? 0) + units);
        const expected = Map.groupBy(won, ({ userId }) => userId ?? '');
        expect(byUser).toEqual(new Map([...expected].map(([userId, own]) => [userId, own.length])));
      },
    );
  });

  it('is never passed by a race, and nobody is refused who would have fitted', async () => {
    const wishes = fc.array(wish, { minLength: 4, maxLength: 24 });
    await holds(fc.record({ odd: oddText, wishes }), async ({ odd, wishes: all }) => {
      const { engine, fresh } = world();
      const customerId = fresh(odd);
      const seen: number[] = [];
      const outcomes = await Promise.all(
        all.map(async ({ user, units, how, instance }) => {
          const { usage } = engine(instance).billing;
          const request = { customerId, userId: `user-${user % 5}`, meter: 'jobs', units } as const;
          const look = async () => void seen.push(await takenOf(engine(instance + 1).state(customerId)));
          const fail = async () => {
            await look();
            throw new Error('the work failed');
          };
          if (how === 'spend') return { how, units, outcome: await outcomeOf(usage.spend(request)) };
          if (how === 'reserve') return { how, units, outcome: await outcomeOf(usage.reserve(request)) };
          if (how === 'run') return { how, units, outcome: await outcomeOf(usage.run(request, look)) };
          return { how, units, outcome: await outcomeOf(usage.run(request, fail).catch(ignoreFailedWork)) };
        }),
      );
      const kept = outcomes.filter(({ how, outcome }) => outcome === 'ok' && how !== 'run that fails');
      const taken = sum(kept.map(({ units }) => units));
      expect(Math.max(taken, ...seen)).toBeLessThanOrEqual(LIMIT);
      const balance = meterOf(await engine(1).state(customerId), 'jobs');
      expect(balance.used + balance.reserved).toBe(taken);
      expect(balance.reserved).toBe(sum(kept.filter(({ how }) => how === 'reserve').map(({ units }) => units)));
      // Without work that gives back, what is left only shrinks: whoever was refused would not fit at the end either.
      if (all.some(({ how }) => how === 'run that fails')) return;
      for (const { units, outcome } of outcomes)
        if (outcome === 'limit_reached') expect(units).toBeGreaterThan(balance.remaining as number);
    });
  });

  it('counts one act once, however many ask for it under one id at the same time', async () => {
    await holds(
      fc.record({ odd: oddText, id: oddText, units: fc.integer({ min: 1, max: LIMIT }), times: fc.integer({ min: 2, max: 12 }) }),
      async (drawn) => {
        const { engine, fresh } = world();
        const customerId = fresh(drawn.odd);
        const request = { customerId, meter: 'jobs', units: drawn.units, id: `${drawn.id}-1` } as const;
        const answers = await Promise.all(Array.from({ length: drawn.times }, (_, index) => engine(index).billing.usage.spend(request)));
        expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
        expect(meterOf(await engine(1).state(customerId), 'jobs').used).toBe(drawn.units);
        expect(await outcomeOf(engine().billing.usage.spend({ ...request, meter: 'screenings' }))).toBe('idempotency_conflict');
      },
    );
  });

  it('is that of the organisation which its user has switched to, at every moment', async () => {
    const steps = fc.array(fc.record({ to: fc.nat(), units: fc.integer({ min: 1, max: 5 }), instance: fc.nat(1) }), {
      minLength: 3,
      maxLength: 12,
    });
    await holds(fc.record({ odd: oddText, steps }), async ({ odd, steps: switches }) => {
      const { engine, fresh } = world();
      const first = fresh(odd);
      const organisations = [first, ...twinsOf(first).slice(0, 3)];
      const used = new Map<string, number>();
      for (const { to, units, instance } of switches) {
        const customerId = organisations[to % organisations.length] ?? first;
        const before = used.get(customerId) ?? 0;
        const { usage } = engine(instance).billing;
        const outcome = await outcomeOf(usage.spend({ customerId, userId: 'one-person', meter: 'jobs', units }));
        expect(outcome).toBe(before + units <= LIMIT ? 'ok' : 'limit_reached');
        if (outcome === 'ok') used.set(customerId, before + units);
        const shown = await engine(instance + 1).call({ customerId, userId: 'one-person' }, '/state');
        expect(shown.body).toMatchObject({ customerId, meters: { jobs: { used: used.get(customerId) ?? 0 } } });
      }
    });
  });
});

function ignoreFailedWork(error: unknown): void {
  if (!(error instanceof Error) || error.message !== 'the work failed') throw error;
}

async function takenOf(state: Promise<Parameters<typeof meterOf>[0]>): Promise<number> {
  const { used, reserved } = meterOf(await state, 'jobs');
  return used + reserved;
}
