import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oddText } from './any-id.ts';
import { holds } from './holds.ts';
import { onEachStore } from './on-each-store.ts';
import { allowanceOf } from './promise-catalog.ts';
import { type Engine, meterOf, outcomeOf } from './promise-world.ts';

const MONTH_MS = 32 * 86_400_000;

const pair = fc.constantFrom(['enterprise', 'business'] as const, ['enterprise', 'pro'] as const, ['business', 'pro'] as const);
const when = fc.constantFrom('now', 'period_end');
const cases = fc.record({
  odd: oddText,
  tiers: pair,
  setting: when,
  asked: fc.option(when, { nil: undefined }),
  used: fc.integer({ min: 1, max: 90 }),
  held: fc.integer({ min: 1, max: 30 }),
});

/** Takes what is left and shows that this was all. */
async function exhaust(engine: Engine, customerId: string, left: number): Promise<void> {
  const spend = (units: number) => engine.billing.usage.spend({ customerId, meter: 'jobs', units });
  expect(await outcomeOf(spend(left + 1))).toBe('limit_reached');
  if (left > 0) expect(await outcomeOf(spend(left))).toBe('ok');
  expect(await outcomeOf(spend(1))).toBe('limit_reached');
}

onEachStore('a downgrade', (world) => {
  it('limits at once when it takes effect, immediately or at the end of the period, and honours what is held', async () => {
    await holds(cases, async ({ odd, tiers: [from, to], setting, asked, used, held }) => {
      const { advance, createEngine, engine: other, fresh, settle, subscribe } = world();
      const customerId = fresh(odd);
      const engine = createEngine({ settings: { downgrade: setting } });
      await subscribe(customerId, from, engine);
      const { usage } = engine.billing;
      await usage.spend({ customerId, meter: 'jobs', units: used });
      const reservation = await usage.reserve({ customerId, meter: 'jobs', units: held });
      const answer = await engine.call({ customerId }, '/subscription/change', {
        tier: to,
        ...(asked === undefined ? {} : { when: asked }),
      });
      expect(answer.status).toBe(200);
      const limit = allowanceOf(to, 'jobs');

      if ((asked ?? setting) === 'now') {
        for (const each of [engine, other(1)]) {
          const state = await each.state(customerId);
          expect(state).toMatchObject({ tier: to, subscription: { status: 'active', scheduledTier: null } });
          expect(meterOf(state, 'jobs')).toMatchObject({
            granted: limit,
            used,
            reserved: held,
            remaining: Math.max(0, limit - used - held),
          });
        }
        expect((await usage.commit(reservation)).units).toBe(held);
        await exhaust(other(1), customerId, Math.max(0, limit - used - held));
      } else {
        expect(await other(1).state(customerId)).toMatchObject({ tier: from, subscription: { scheduledTier: to } });
        expect((await usage.commit(reservation)).units).toBe(held);
        if (from === 'business') await exhaust(engine, customerId, allowanceOf(from, 'jobs') - used - held);
        await advance(MONTH_MS);
      }
      await settle();
      const then = await other(1).state(customerId);
      expect(then).toMatchObject({ tier: to, subscription: { status: 'active', scheduledTier: null } });
      if ((asked ?? setting) === 'period_end') await exhaust(other(1), customerId, limit);
    });
  });
});
