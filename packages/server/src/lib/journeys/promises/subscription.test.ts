import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oddText, twinsOf } from './any-id.ts';
import { atProvider, subscriptionOf } from './at-provider.ts';
import { holds } from './holds.ts';
import { onEachStore } from './on-each-store.ts';
import { catalog, PAID_TIERS, type PaidTier, PRODUCTS } from './promise-catalog.ts';
import { meterOf, type PromiseWorld } from './promise-world.ts';

const MONTH_MS = 32 * 86_400_000;
const paidTier = fc.constantFrom(...PAID_TIERS);
const reason = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom('too_expensive', 'other', '<b>no</b>', '漢字 🦊'),
  fc.string({ maxLength: 300 }),
);

type Move = { readonly kind: 'tier'; readonly tier: PaidTier } | { readonly kind: 'cancel' | 'resume' | 'end' };

const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: paidTier.map((tier): Move => ({ kind: 'tier', tier })) },
    { weight: 3, arbitrary: fc.constantFrom<Move>({ kind: 'cancel' }, { kind: 'resume' }) },
    { weight: 1, arbitrary: fc.constant<Move>({ kind: 'end' }) },
  ),
  { minLength: 1, maxLength: 5 },
);

/** Somebody changes the subscription at the provider, as its own portal or a colleague at its desk does. What it refuses does not matter. */
async function moveAtProvider({ emulator }: PromiseWorld, id: string, move: Move): Promise<void> {
  const patch = (body: unknown) => atProvider(emulator.url, { method: 'PATCH', path: `/v1/subscriptions/${id}`, body });
  switch (move.kind) {
    case 'tier':
      await patch({ product_id: PRODUCTS[move.tier], proration_behavior: 'invoice' });
      return;
    case 'cancel':
    case 'resume':
      await patch({ cancel_at_period_end: move.kind === 'cancel' });
      return;
    case 'end':
      await atProvider(emulator.url, { method: 'DELETE', path: `/v1/subscriptions/${id}` });
      return;
    default:
      move satisfies never;
  }
}

/** Four neighbours of a list, so that over the runs each of them has its turn. */
const fourFrom = (twins: readonly string[], start: number) => [0, 1, 2, 3].flatMap((step) => twins[(start + step) % twins.length] ?? []);

onEachStore('a subscription', (world) => {
  it('is what the provider says after any changes there, whatever happens to its webhooks on the way', async () => {
    const weather = fc.constantFrom('webhook-duplicate', 'webhook-reorder', 'none');
    await holds(fc.record({ odd: oddText, tier: paidTier, moves, weather }), async ({ odd, tier, moves: made, weather: fault }) => {
      const { emulator, engine, fresh, subscribe, settle } = world();
      const customerId = fresh(odd);
      await subscribe(customerId, tier);
      const { id } = await subscriptionOf(emulator.url, customerId);
      if (fault !== 'none') emulator.faults.set({ kind: fault as 'webhook-duplicate' });
      for (const move of made) await moveAtProvider(world(), id, move);
      emulator.faults.clear();
      await settle();
      const there = await subscriptionOf(emulator.url, customerId);
      const here = await engine(1).state(customerId);
      const ended = there.ended_at !== null;
      expect(here.tier).toBe(ended ? 'free' : PAID_TIERS.find((name) => PRODUCTS[name] === there.product_id));
      expect(here.subscription.status).toBe(ended ? 'ended' : there.status);
      expect(here.subscription.cancelAt).toBe(
        !ended && there.cancel_at_period_end ? new Date(there.current_period_end).toISOString() : null,
      );
    });
  });

  it('that is canceled ends with its period and not before, and only once however often it is canceled', async () => {
    await holds(fc.record({ odd: oddText, tier: paidTier, reason, again: fc.nat(2) }), async ({ odd, tier, reason: why, again }) => {
      const { advance, emulator, engine, fresh, subscribe, settle } = world();
      const customerId = fresh(odd);
      await subscribe(customerId, tier);
      for (let time = 0; time <= again; time += 1) {
        const answer = await engine(time).call({ customerId }, '/subscription/cancel', why === undefined ? {} : { reason: why });
        expect(answer.status).toBe(200);
      }
      const there = await subscriptionOf(emulator.url, customerId);
      expect(there).toMatchObject({ status: 'active', cancel_at_period_end: true, ended_at: null });
      await settle();
      const here = await engine(1).state(customerId);
      expect(here).toMatchObject({ tier, subscription: { status: 'active', cancelAt: new Date(there.current_period_end).toISOString() } });
      await advance(MONTH_MS);
      // By the clock alone: no webhook was looked at yet.
      expect((await engine().state(customerId)).tier).toBe('free');
      await settle();
      expect(await engine(1).state(customerId)).toMatchObject({ tier: 'free', subscription: { status: 'ended' } });
    });
  });

  it('belongs to the customer that bought it, and to none whose id looks like it', async () => {
    await holds(fc.record({ odd: oddText, tier: paidTier, other: paidTier, pick: fc.nat() }), async ({ odd, tier, other, pick }) => {
      const { emulator, engine, fresh, subscribe, settle, store } = world();
      const customerId = fresh(odd);
      const twins = fourFrom(twinsOf(customerId), pick);
      const buyer = twins[pick % twins.length] ?? fresh(odd);
      await subscribe(customerId, tier);
      await subscribe(buyer, other, engine(1));
      const states = async () =>
        new Map(await Promise.all([customerId, ...twins].map(async (id) => [id, await engine(pick).state(id)] as const)));
      const first = await states();
      expect([first.get(customerId)?.tier, first.get(buyer)?.tier]).toEqual([tier, other]);
      for (const [id, state] of first) {
        expect(state.customerId).toBe(id);
        if (id !== customerId && id !== buyer) expect(state).toMatchObject({ tier: 'free', subscription: { status: 'none' } });
      }
      const sold = await subscriptionOf(emulator.url, buyer);
      expect(await store.snapshots.findCustomer('polar', sold.customer_id)).toBe(buyer);
      await atProvider(emulator.url, { method: 'DELETE', path: `/v1/subscriptions/${sold.id}` });
      await settle();
      const then = await states();
      expect([then.get(customerId)?.tier, then.get(buyer)?.tier]).toEqual([tier, 'free']);
    });
  });
});

onEachStore('a balance', (world) => {
  it("is asked for by the customer's own id, at the provider and here", async () => {
    const meter = fc.constantFrom('jobs', 'screenings');
    await holds(fc.record({ odd: oddText, meter, units: fc.integer({ min: 1, max: 10 }) }), async ({ odd, meter: name, units }) => {
      const { emulator, engine, fresh } = world();
      const customerId = fresh(odd);
      await engine().billing.usage.spend({ customerId, meter: name as 'jobs', units });
      const asked = emulator.requests().findLast(({ method }) => method === 'GET');
      expect(asked?.path).toBe(`/v1/customers/external/${encodeURIComponent(customerId)}`);
      for (const id of [customerId, ...fourFrom(twinsOf(customerId), units)]) {
        const state = await engine(1).state(id);
        expect(meterOf(state, name as 'jobs').used).toBe(id === customerId ? units : 0);
        const other = name === 'jobs' ? 'screenings' : 'jobs';
        expect(meterOf(state, other).used).toBe(0);
        expect(Object.keys(state.meters)).toEqual(Object.keys(catalog.meters));
      }
    });
  });
});
