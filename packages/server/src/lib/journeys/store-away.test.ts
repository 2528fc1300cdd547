import type { BillingError } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import { billingFetch } from '../../fetch.ts';
import type { SpillJournal } from '../../journal.ts';
import { eventually } from './local-world.ts';
import { heal, openAway, openSpillWorld, TOKENS } from './spill-world.ts';

const DEADLINE_MS = 200;
// Of a machine that is busy with other tests.
const SLACK_MS = 1000;

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: BillingError) => error.code,
  );

describe('a customer without a limit, while the store is away', () => {
  it('spends, records and runs, and each counts once when the store is back', async () => {
    await using world = await openAway();
    expect(await world.usage().spend({ ...TOKENS, units: 2, id: 'spent' })).toEqual({
      ...{ id: 'spent', units: 2, overage: 0, overrun: 0, repeated: false },
    });
    expect(await world.usage().record({ ...TOKENS, units: 3, userId: 'owner' })).toMatchObject({ units: 3, overrun: 0 });
    expect(await world.usage().run({ ...TOKENS, units: 4 }, () => 'a draft')).toBe('a draft');
    expect(await world.usage().run({ ...TOKENS, units: 5, actual: () => 9 }, () => 'longer')).toBe('longer');
    expect((await world.books()).used).toBe(1);

    await heal(world);
    const { used, reserved, events } = await world.books();
    expect({ used, reserved }).toEqual({ used: 1 + 2 + 3 + 4 + 9, reserved: 0 });
    expect(events.map(({ units }) => units)).toEqual([1, 2, 3, 4, 9]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(5);
    expect(events[2]).toMatchObject({ userId: 'owner' });
  });

  it('gets the same answer under the same id afterwards, without a second effect', async () => {
    await using world = await openAway();
    const requests = { spent: { ...TOKENS, units: 2, id: 'spent' }, run: { ...TOKENS, units: 3, id: 'run' } };
    await world.usage().spend(requests.spent);
    await world.usage().spend(requests.spent);
    await world.usage().run(requests.run, () => 'a draft');
    await world.usage().run(requests.run, () => 'a retried job');
    await heal(world);
    expect(await world.usage().spend(requests.spent)).toMatchObject({ units: 2, repeated: true });
    await world.usage().run(requests.run, () => 'a job that was retried late');
    expect(await world.books()).toMatchObject({ used: 1 + 2 + 3, reserved: 0, events: { length: 3 } });
    expect(world.alerts.map(({ code }) => code)).not.toContain('inconsistent_state');
  });

  it('counts once what the store had written when its answer was lost, whichever answer it was', async () => {
    await using world = await openAway({}, 'loses');
    const lose = async (call: () => Promise<unknown>) => {
      await heal(world);
      world.turn('loses');
      await call();
    };
    const held = await world.usage().reserve({ ...TOKENS, units: 3 });
    await lose(() => world.usage().spend({ ...TOKENS, units: 2 }));
    await lose(() => world.usage().run({ ...TOKENS, units: 4 }, () => 'a draft'));
    await lose(() => world.usage().commit(held));
    await lose(() => world.usage().run({ ...TOKENS, units: 5 }, () => world.turn('refuses')));
    // The answer to the import itself.
    world.turn('loses');
    await world.billing().tick();
    await heal(world);
    const { used, reserved, events } = await world.books();
    expect([used, reserved]).toEqual([1 + 2 + 3 + 4 + 5, 0]);
    expect(events.map(({ units }) => units).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(world.alerts.map(({ code }) => code)).not.toContain('inconsistent_state');
  });

  it('uses nothing by work that fails, or that says so', async () => {
    await using world = await openAway();
    await expect(world.usage().run(TOKENS, () => Promise.reject(new Error('the model is away')))).rejects.toThrow('the model is away');
    await world.usage().run({ ...TOKENS, actual: () => 0 }, () => 'from the cache');
    await heal(world);
    expect(await world.books()).toMatchObject({ used: 1, reserved: 0, events: { length: 1 } });
  });

  it('ends what was held before, and after the store came back what was held meanwhile', async () => {
    await using world = await openSpillWorld();
    const before = await world.usage().reserve({ ...TOKENS, units: 5 });
    world.turn('refuses');
    const meanwhile = await world.usage().reserve({ ...TOKENS, units: 2 });
    const grown = await world.usage().extend(meanwhile, { units: 7 });
    const unused = await world.usage().reserve({ ...TOKENS, units: 3 });
    expect(grown.units).toBe(7);
    await world.usage().commit(before, 4);
    await heal(world);
    expect(await world.books()).toMatchObject({ used: 4, reserved: 0 });
    expect(await world.usage().commit(grown)).toMatchObject({ units: 7, repeated: false });
    await world.usage().release(unused);
    await heal(world);
    expect(await world.books()).toMatchObject({ used: 4 + 7, reserved: 0, events: { length: 2 } });
    expect(await world.usage().commit(grown, 7)).toMatchObject({ repeated: true });
  });

  it('is not asked again for what had ended before', async () => {
    await using world = await openSpillWorld();
    const used = await world.usage().reserve(TOKENS);
    const unused = await world.usage().reserve(TOKENS);
    await world.usage().commit(used);
    await world.usage().release(unused);
    world.turn('refuses');
    for (const ended of [used, unused]) expect(await codeOf(world.usage().commit(ended))).toBe('store_unavailable');
  });

  it('goes on at once, however long the store lets others wait', async () => {
    await using world = await openAway({}, 'hangs');
    await world.usage().spend(TOKENS);
    const asked = world.asked();
    for (let turn = 0; turn < 20; turn += 1) await world.usage().run(TOKENS, () => 'a draft');
    expect(world.asked()).toBe(asked);
    await heal(world);
    expect(await world.books()).toMatchObject({ used: 22, events: { length: 22 } });
  });

  it('goes on at once also when it was someone else who found the store away', async () => {
    await using world = await openAway({ settings: { storeDeadlineMs: 1000 } }, 'hangs');
    await world.billing().start();
    expect(await codeOf(world.usage().spend({ ...TOKENS, meter: 'images' }))).toBe('store_unavailable');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const startedAt = performance.now();
    await world.usage().spend(TOKENS);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('counts in the window of that day, by the store\u2019s clock', async () => {
    await using world = await openAway();
    world.pass(10.5 * 86_400_000);
    await world.usage().spend({ ...TOKENS, units: 6 });
    await heal(world);
    expect((await world.books()).used).toBe(1);
    expect((await world.books('2026-12-01T00:00:00.000Z')).used).toBe(6);
  });

  it('is brought in by itself, soon after the store is back', async () => {
    await using world = await openSpillWorld();
    await world.billing().start();
    await world.usage().spend(TOKENS);
    world.turn('hangs');
    await Promise.all(Array.from({ length: 300 }, () => world.usage().spend(TOKENS)));
    world.turn('up');
    await eventually(async () => expect(await world.books()).toMatchObject({ used: 301, events: { length: 301 } }), 2000);
  });

  it('keeps what it used over a restart', async () => {
    await using world = await openAway();
    await world.usage().spend({ ...TOKENS, units: 2 });
    await world.restart();
    expect(await codeOf(world.usage().spend(TOKENS))).toBe('store_unavailable');
    await heal(world);
    expect((await world.books()).used).toBe(3);
  });

  it('waits for the store as everyone does when there is no journal', async () => {
    await using world = await openAway({ journal: null });
    for (const call of [() => world.usage().spend(TOKENS), () => world.usage().record(TOKENS), () => world.usage().run(TOKENS, () => 1)])
      expect(await codeOf(call())).toBe('store_unavailable');
  });

  it('is refused when the journal cannot keep it either', async () => {
    const broken = (journal: SpillJournal) => ({ ...journal, append: () => Promise.reject(new Error('no space left on the device')) });
    await using world = await openAway({ journal: broken });
    await expect(world.usage().spend(TOKENS)).rejects.toMatchObject({ code: 'store_unavailable', status: 503, retryAfterMs: 1000 });
    await heal(world);
    expect((await world.books()).used).toBe(1);
  });
});

describe('everyone else, while the store is away', () => {
  it.each(['refuses', 'hangs'] as const)('is refused within the deadline and told when to come back, when it %s', async (weather) => {
    await using world = await openSpillWorld();
    await world.usage().spend({ customerId: 'acme', meter: 'images' });
    await world.usage().spend({ customerId: 'small', meter: 'tokens' });
    world.turn(weather);
    const calls = Array.from({ length: 100 }, (_, index) => [
      world.usage().spend({ customerId: 'acme', meter: 'images' }),
      world.usage().run({ customerId: 'small', meter: 'tokens' }, () => expect.fail('the work ran')),
      world.usage().record({ customerId: `stranger-${index}`, meter: 'tokens' }),
    ]);
    const startedAt = performance.now();
    const outcomes = await Promise.allSettled(calls.flat());
    expect(performance.now() - startedAt).toBeLessThan(DEADLINE_MS + SLACK_MS);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'store_unavailable', status: 503, retryAfterMs: 1000 } });
    await heal(world);
    expect((await world.books()).events.map(({ meter, customerId }) => `${customerId} ${meter}`)).toEqual(['acme images', 'small tokens']);
  });

  it('reads 503 with Retry-After over HTTP within the deadline', async () => {
    await using world = await openAway({}, 'hangs');
    const identity = { customerId: 'acme', userId: 'owner', canManageBilling: true, operator: false };
    const answer = billingFetch(world.billing(), { identify: () => identity });
    const startedAt = performance.now();
    const response = await answer(new Request('https://app.example/api/billing/state'));
    expect(performance.now() - startedAt).toBeLessThan(DEADLINE_MS + SLACK_MS);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  });

  it('includes a customer whose last answer had a limit, whatever was before', async () => {
    await using world = await openSpillWorld({ settings: { snapshotMaxAgeMs: 0 } });
    await world.usage().spend({ ...TOKENS, units: 100 });
    world.endSubscription();
    await eventually(async () => expect(await codeOf(world.usage().spend({ ...TOKENS, units: 101 }))).toBe('limit_reached'));
    world.turn('refuses');
    expect(await codeOf(world.usage().spend(TOKENS))).toBe('store_unavailable');
  });

  it('includes a customer whose access ends meanwhile', async () => {
    await using world = await openSpillWorld();
    world.cancelSubscription('2026-11-20T13:00:00.000Z');
    await world.usage().spend(TOKENS);
    world.turn('refuses');
    world.pass(59 * 60_000);
    expect(await codeOf(world.usage().spend(TOKENS))).toBe('ok');
    world.pass(60_000);
    expect(await codeOf(world.usage().spend(TOKENS))).toBe('store_unavailable');
  });
});
