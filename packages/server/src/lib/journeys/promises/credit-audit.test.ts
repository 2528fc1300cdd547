import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readContent, verifyChain } from '../../audit/verify-chain.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import { dyingStore } from './dying-store.ts';
import { holds } from './holds.ts';
import { onEachStore } from './on-each-store.ts';
import { orderText } from './order-text.ts';
import type { Engine, PromiseWorld } from './promise-world.ts';
import { sign } from './signed-delivery.ts';

// The pack has 10 units for 1900 cents.
const REFUNDS = [0, 570, 1140, 1900] as const;

/** What the log tells of a customer's prepaid units, oldest first. */
async function toldOf({ store }: PromiseWorld, customerId: string) {
  const rows = await store.audit.list({ customerId, before: null, limit: 100 });
  const contents = rows.map(({ content }) => readContent(content)).reverse();
  return contents.filter((row) => row?.action.startsWith('credits.') === true).map((row) => ({ ...row, detail: row?.detail ?? {} }));
}

const movedBy = (rows: Awaited<ReturnType<typeof toldOf>>) =>
  rows.reduce((sum, { action, detail }) => sum + Number(detail['units']) * (action === 'credits.granted' ? 1 : -1), 0);

async function creditsOf({ store }: PromiseWorld, customerId: string): Promise<number> {
  const [account] = await store.ledger.readAccounts([{ customerId, meter: 'jobs', window: 'credits' }]);
  return account?.granted ?? 0;
}

/** The background work of a process until it dies. */
async function workUntilDead({ billing }: Engine): Promise<void> {
  for (let round = 0; round < 3; round += 1) await billing.tick();
}

onEachStore('prepaid units and the audit log', (world) => {
  it('have one row for what an order granted and one for each refund, whatever comes how often in which order', async () => {
    const cases = fc.record({ order: fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3, 3], { minLength: 1 }), at: fc.nat(3) });
    await holds(cases, async ({ order, at }) => {
      const { deliver, engine, fresh, settle } = world();
      const customerId = fresh();
      let heard = -1;
      let changes = 0;
      for (const [turn, version] of order.entries()) {
        const text = orderText(customerId, `order of ${customerId}`, { refunded: REFUNDS[version] ?? 0, version });
        // Each time as another event of the provider, so that every one is applied.
        for (const copy of ['a', 'b']) await deliver(sign(text, { id: `msg_${customerId}_${turn}_${copy}` }), engine(turn + at));
        await settle(engine(turn));
        // What is heard of first with a refund in it is granted and partly taken back at once.
        if (version > heard) changes += heard < 0 && version > 0 ? 2 : 1;
        heard = Math.max(heard, version);
      }
      const rows = await toldOf(world(), customerId);
      expect(rows).toHaveLength(changes);
      expect(movedBy(rows)).toBe(await creditsOf(world(), customerId));
      expect(await creditsOf(world(), customerId)).toBe([10, 7, 4, 0][heard]);
      for (const { source, detail } of rows) {
        expect(source).toMatchObject({ kind: 'webhook', id: expect.stringContaining(customerId) });
        expect(detail).toMatchObject({ meter: 'jobs', order: `order of ${customerId}` });
      }
    });
  });

  it('agree after a process died at any of its steps and another one had the webhook', async () => {
    const cases = fc.record({ deaths: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }), last: fc.nat(3) });
    await holds(cases, async ({ deaths, last }) => {
      const { createEngine, deliver, engine, fresh, settle, store } = world();
      const customerId = fresh();
      for (const [version, calls] of deaths.entries()) {
        const text = orderText(customerId, `order of ${customerId}`, { refunded: REFUNDS[version] ?? 0, version });
        await deliver(sign(text), engine());
        await workUntilDead(createEngine({ store: dyingStore(store, calls) }));
      }
      const text = orderText(customerId, `order of ${customerId}`, { refunded: REFUNDS[last] ?? 0, version: last });
      await deliver(sign(text), engine(1));
      await settle(engine(1));
      const rows = await toldOf(world(), customerId);
      expect(rows.filter(({ action }) => action === 'credits.granted')).toHaveLength(1);
      expect(movedBy(rows)).toBe(await creditsOf(world(), customerId));
      expect(await creditsOf(world(), customerId)).toBe([10, 7, 4, 0][Math.max(last, deaths.length - 1)]);
      expect((await verifyChain({ audit: store.audit, runtime: systemRuntime }, { after: 0, limit: 100_000 })).broken).toBeNull();
    });
  });

  it('agree after a process died in the middle of what an operator did, though nobody asks again', async () => {
    const { createEngine, engine, fresh, store } = world();
    let status = 0;
    for (let calls = 0; status !== 200; calls += 1) {
      expect(calls).toBeLessThan(60);
      const customerId = fresh();
      await engine().state(customerId);
      const dying = createEngine({ store: dyingStore(store, calls) });
      const deed = { customerId, meter: 'jobs', units: 5, key: `key-${calls}`, reason: 'a gift' };
      ({ status } = await dying.call({ customerId: 'staff', userId: 'ada', operator: true }, '/admin/credits/grant', deed));
      // Customers are looked through a page a round.
      for (let round = 0; round < 4; round += 1) await engine(1).billing.tick();
      const rows = await toldOf(world(), customerId);
      expect(movedBy(rows)).toBe(await creditsOf(world(), customerId));
      if (status === 200) expect(rows).toHaveLength(1);
      for (const { source, detail } of rows) {
        expect(source).toEqual({ kind: 'operator', id: 'ada', type: null });
        expect(detail).toMatchObject({ units: 5, meter: 'jobs' });
      }
    }
  });
});
