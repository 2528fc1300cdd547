import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readContent, verifyChain } from '../../audit/verify-chain.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import type { Snapshot } from '../../subscription/snapshot.ts';
import { oddText } from './any-id.ts';
import { holds } from './holds.ts';
import { onEachStore } from './on-each-store.ts';
import { PAID_TIERS, PRODUCTS } from './promise-catalog.ts';
import type { PromiseWorld } from './promise-world.ts';
import { type Delivery, sign, subscriptionText } from './signed-delivery.ts';

interface Change {
  readonly before: { readonly tier: string; readonly status: string };
  readonly after: { readonly tier: string; readonly status: string };
}

const say = (customerId: string, tier: keyof typeof PRODUCTS, version: number): Delivery =>
  sign(
    subscriptionText(customerId, {
      product_id: PRODUCTS[tier],
      modified_at: `2026-11-20T10:00:00.${String(version).padStart(6, '0')}Z`,
    }),
  );

/** What the log tells of a customer, oldest first. */
async function changesOf({ store }: PromiseWorld, customerId: string) {
  const rows = await store.audit.list({ customerId, before: null, limit: 100 });
  return [...rows].reverse().map(({ content }) => {
    const row = readContent(content);
    return { source: row?.source, ...(row?.detail as unknown as Change) };
  });
}

async function expectWhole({ store }: PromiseWorld): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    const check: Awaited<ReturnType<typeof verifyChain>> = await verifyChain(
      { audit: store.audit, runtime: systemRuntime },
      { after, limit: 200 },
    );
    expect(check.broken).toBeNull();
    after = check.next;
  }
}

onEachStore('the audit log', (world) => {
  it('has one row for each change of an account, in their order, however often each webhook comes and whoever applies it', async () => {
    const cases = fc.record({
      odd: oddText,
      tiers: fc.array(fc.constantFrom(...PAID_TIERS), { minLength: 1, maxLength: 4 }),
      repeats: fc.array(fc.nat(3), { maxLength: 6 }),
    });
    await holds(cases, async ({ odd, tiers, repeats }) => {
      const { deliver, engine, fresh, settle } = world();
      const customerId = fresh(odd);
      const deliveries = tiers.map((tier, index) => say(customerId, tier, index + 1));
      for (const [index, delivery] of deliveries.entries()) {
        expect((await deliver(delivery, engine(index))).status).toBe(202);
        await settle(engine(index + 1));
      }
      const before = await changesOf(world(), customerId);
      for (const repeat of repeats) {
        const delivery = deliveries[repeat % deliveries.length];
        if (delivery === undefined) continue;
        await deliver(delivery, engine(repeat));
        await engine(repeat).billing.repair.replay({ id: delivery.headers['webhook-id'] ?? '' });
      }
      await settle();
      const seen = ['free', ...tiers].filter((tier, index, list) => index === 0 || tier !== list[index - 1]);
      const changes = await changesOf(world(), customerId);
      expect(changes).toEqual(before);
      expect(changes.map(({ after }) => after.tier)).toEqual(seen.slice(1));
      expect(changes.map(({ before: earlier }) => earlier.tier)).toEqual(seen.slice(0, -1));
      for (const { source } of changes) expect(source).toMatchObject({ kind: 'webhook', type: 'subscription.updated' });
      await expectWhole(world());
    });
  });

  it('gets the row that a process could not write any more, from whoever looks at the customer next', async () => {
    const { deliver, engine, fresh, settle, store } = world();
    const customerId = fresh();
    await deliver(say(customerId, 'pro', 1));
    await settle();
    const known = (await store.snapshots.read(customerId)) as Snapshot;
    // As a process leaves it that is killed behind the write of the snapshot.
    const { untold } = known;
    if (untold === undefined) throw new Error('The change is told of by the snapshot.');
    const left = { ...untold, id: `account/${customerId}/${known.revision + 1}` };
    await store.snapshots.write({ ...known, untold: left }, known.revision);
    expect(await changesOf(world(), customerId)).toHaveLength(1);
    await deliver(say(customerId, 'business', 2));
    await settle(engine(1));
    expect((await changesOf(world(), customerId)).map(({ after }) => after.tier)).toEqual(['pro', 'pro', 'business']);
    await expectWhole(world());
  });
});
