import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SubscriptionRow } from '../../subscription/snapshot.ts';
import { oddText } from './any-id.ts';
import { rowOf } from './given-tier.ts';
import { holds } from './holds.ts';
import { onEachStore } from './on-each-store.ts';
import { PRODUCTS, UNMAPPED } from './promise-catalog.ts';
import { outcomeOf } from './promise-world.ts';
import { sign, subscriptionText } from './signed-delivery.ts';

const HOUR_MS = 3_600_000;

/** What cannot be, as it may stand in the store after a provider's fault or a change of the catalog. */
const disorders: fc.Arbitrary<Partial<SubscriptionRow>> = fc.oneof(
  fc.constantFrom('gold', '__proto__', 'constructor', 'Pro').map((tier) => ({ tier })),
  fc.constantFrom('2026-12-01T00:00:00Z', '2099-01-01T00:00:00Z').map((at) => ({ periodStart: at, periodEnd: at })),
  fc
    .integer({ min: 1, max: 1e9 })
    .map((ms) => ({ periodStart: '2026-12-01T00:00:00Z', periodEnd: new Date(Date.UTC(2026, 11) - ms).toISOString() })),
);

onEachStore('inconsistent data', (world) => {
  it('about a subscription raises an alert that names the customer, and stops nobody', async () => {
    await holds(fc.record({ odd: oddText, disorder: disorders }), async ({ odd, disorder }) => {
      const { advance, createEngine, fresh, now, store } = world();
      const customerId = fresh(odd);
      const rows = [rowOf(world(), customerId, disorder)];
      await store.snapshots.write({ customerId, provider: 'polar', providerCustomerId: null, rows, syncedAt: now(), revision: 0 }, 0);
      const engine = createEngine({ settings: { reconcileIntervalMs: 1 } });
      await advance(21 * 24 * HOUR_MS);
      const found = () => engine.alerts.find(({ code, context }) => code === 'inconsistent_state' && context['customerId'] === customerId);
      for (let page = 0; page < 20 && found() === undefined; page += 1) await engine.billing.tick();
      expect(found()).toMatchObject({ priority: 'soon', context: { problem: expect.any(String) } });
      expect(await outcomeOf(engine.billing.usage.spend({ customerId, meter: 'jobs' }))).toBe('ok');
      expect((await engine.state(customerId)).customerId).toBe(customerId);
    });
  });

  it.each([
    { name: 'a product that nobody mapped', code: 'unmapped_product', product: UNMAPPED, twice: false },
    { name: 'a second live subscription', code: 'duplicate_subscription', product: PRODUCTS.pro, twice: true },
  ])('in a webhook ($name) raises an alert as it is applied', async ({ code, product, twice }) => {
    await holds(fc.record({ odd: oddText, copies: fc.integer({ min: 1, max: 3 }) }), async ({ odd, copies }) => {
      const { createEngine, deliver, fresh, settle } = world();
      const customerId = fresh(odd);
      const engine = createEngine();
      for (let copy = 0; copy <= copies; copy += 1) {
        const id = twice ? `sub ${copy} of ${customerId}` : `sub of ${customerId}`;
        await deliver(sign(subscriptionText(customerId, { product_id: product, id })), engine);
      }
      await settle(engine);
      expect(engine.alerts).toContainEqual(
        expect.objectContaining({ code, priority: 'soon', context: expect.objectContaining({ customerId }) }),
      );
      expect((await engine.state(customerId)).tier).toBe(twice ? 'pro' : 'free');
    });
  });
});
