import { expect, it } from 'vitest';
import { verifyChain } from '../../audit/verify-chain.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import { atProvider, subscriptionOf } from './at-provider.ts';
import { dyingStore } from './dying-store.ts';
import { onEachStore } from './on-each-store.ts';
import { orderText } from './order-text.ts';
import { PACK } from './promise-catalog.ts';
import { type Engine, outcomeOf, type PromiseWorld } from './promise-world.ts';
import { sign, subscriptionText } from './signed-delivery.ts';

const STAFF = { customerId: 'staff', userId: 'operator-ada', operator: true };
const USERS = ['grace@fable.example', 'user-of-the-fable'];
const MINUTES = 60_000;
const ALL_TIME = { from: 0, to: Date.UTC(2100, 0, 1) };

const askToErase = (engine: Engine, customerId: string, reason = 'asked to be forgotten') =>
  engine.call(STAFF, '/admin/customer/erase', { customerId, confirm: customerId, reason });
const spend = ({ billing }: Engine, customerId: string, { units = 1, userId = USERS[0] ?? '' } = {}) =>
  billing.usage.spend({ customerId, userId, meter: 'jobs', units });

/** The end of every subscription at the provider, heard of here. */
async function endSubscription({ emulator, settle }: PromiseWorld, customerId: string): Promise<void> {
  const { id } = await subscriptionOf(emulator.url, customerId);
  await atProvider(emulator.url, { method: 'DELETE', path: `/v1/subscriptions/${id}` });
  await settle();
}

/** A customer with a past: it paid, used, held, bought a pack, and its access was told of. */
async function live(world: PromiseWorld, customerId: string): Promise<void> {
  const { engine, subscribe, deliver, settle } = world;
  await subscribe(customerId, 'pro');
  for (const userId of USERS) await spend(engine(), customerId, { units: 2, userId });
  await engine(1).billing.usage.run({ customerId, userId: USERS[1] ?? '', meter: 'screenings', units: 3 }, () => 'done');
  await deliver(sign(orderText(customerId, `order ${customerId.length}`, { refunded: 0, version: 0 })), engine());
  await engine().call({ customerId }, '/payments');
  await engine().call(STAFF, '/admin/credits/grant', {
    customerId,
    meter: 'jobs',
    units: 5,
    reason: `sorry, ${customerId}`,
    key: 'ticket-1',
  });
  await engine().call(STAFF, '/admin/limit', {
    customerId,
    meter: 'jobs',
    units: 5,
    until: '2099-01-01T00:00:00Z',
    reason: `for ${customerId}`,
  });
  await settle();
}

async function unitsOf({ store }: PromiseWorld, customerId: string, meter = 'jobs'): Promise<number> {
  const rows = await store.ledger.readHistory({ customerId, meter, ...ALL_TIME });
  return rows.reduce((sum, { units }) => sum + units, 0);
}

async function erasuresIn({ store }: PromiseWorld) {
  const rows = await store.audit.list({ customerId: null, before: null, limit: 1000 });
  return rows.filter(({ content }) => content.includes('customer.erased'));
}

/** Long enough for the erasure to be gone over once more. */
async function settleErasure({ advance, engine }: PromiseWorld): Promise<void> {
  await advance(3 * MINUTES);
  for (const at of [0, 1]) await engine(at).billing.tick();
}

onEachStore('an erased customer', (world) => {
  it('is nowhere in the store any more; what was used stays per day and meter, the chain holds, and one row tells of it', async () => {
    const { fresh, engine, contents, store } = world();
    const customerId = fresh('fable');
    await live(world(), customerId);
    const providerCustomerId = (await store.snapshots.read(customerId))?.providerCustomerId ?? '';
    await endSubscription(world(), customerId);
    const [jobs, screenings] = [await unitsOf(world(), customerId), await unitsOf(world(), customerId, 'screenings')];
    expect([jobs, screenings]).toEqual([4, 3]);
    const before = (await erasuresIn(world())).length;

    const reason = `${customerId} (grace@fable.example) asked`;
    expect(await askToErase(engine(1), customerId, reason)).toEqual({ status: 200, body: { erased: true } });
    expect(await askToErase(engine(0), customerId, reason)).toEqual({ status: 200, body: { erased: true } });
    await settleErasure(world());
    expect(await askToErase(engine(0), customerId, reason)).toEqual({ status: 200, body: { erased: true } });

    const kept = await contents();
    for (const word of [customerId, providerCustomerId, ...USERS, Buffer.from(customerId).toString('hex')])
      expect(kept).not.toContain(word);
    const erasures = await erasuresIn(world());
    expect(erasures).toHaveLength(before + 1);
    const [row] = erasures;
    const mark = row?.customerId ?? '';
    expect(mark).toMatch(/^erased-/);
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`${customerId}|grace|${providerCustomerId}`));
    expect(row?.personal).toContain('[erased] ([erased]) asked');
    expect([await unitsOf(world(), mark), await unitsOf(world(), mark, 'screenings')]).toEqual([jobs, screenings]);
    expect((await verifyChain({ audit: store.audit, runtime: systemRuntime }, { after: 0, limit: 100_000 })).broken).toBeNull();
    expect((await engine().call(STAFF, `/admin/customer?customerId=${customerId}`)).status).toBe(404);
  });

  it('was one who does not pay any more: a subscription that is live stands in the way, also one that ends at the end of its period', async () => {
    const { fresh, engine, subscribe, store } = world();
    const customerId = fresh();
    await subscribe(customerId, 'pro');
    const refused = { status: 409, body: { code: 'subscription_exists', detail: expect.stringContaining('End it') } };
    expect(await askToErase(engine(), customerId)).toMatchObject(refused);
    await engine().call({ customerId }, '/subscription/cancel', {});
    expect(await askToErase(engine(), customerId)).toMatchObject(refused);
    expect(await store.snapshots.read(customerId)).not.toBeNull();
    await endSubscription(world(), customerId);
    expect((await askToErase(engine(), customerId)).status).toBe(200);
  });

  it.each([
    ['another id', { confirm: 'somebody-else' }],
    ['no reason', { reason: ' ' }],
  ])('is erased only by somebody who is certain: not with %s', async (_, wrong) => {
    const { fresh, engine } = world();
    const customerId = fresh();
    await spend(engine(), customerId);
    const order = { customerId, confirm: customerId, reason: 'asked to', ...wrong };
    expect((await engine().call(STAFF, '/admin/customer/erase', order)).status).toBe(400);
    expect((await engine().call({ customerId }, '/admin/customer/erase', order)).status).toBe(404);
    expect(await unitsOf(world(), customerId)).toBe(1);
  });

  it('is not erased while work holds units, and what was held counts', async () => {
    const { fresh, engine } = world();
    const customerId = fresh();
    const held = await engine().billing.usage.reserve({ customerId, meter: 'jobs', units: 2 });
    expect(await askToErase(engine(1), customerId)).toMatchObject({ status: 409, body: { code: 'concurrent_change' } });
    await engine().billing.usage.commit(held);
    expect(await unitsOf(world(), customerId)).toBe(2);
    await engine().billing.tick();
    expect((await askToErase(engine(1), customerId)).status).toBe(200);
  });

  it('does not come back by itself: usage, pages, webhooks, readings and checkouts are refused until the host lets it in again', async () => {
    const { fresh, engine, deliver, settle, store, contents } = world();
    const customerId = fresh('gone');
    await spend(engine(), customerId);
    await engine().billing.tick();
    expect((await askToErase(engine(), customerId)).status).toBe(200);
    await settleErasure(world());
    const refusals = async () => [
      await outcomeOf(spend(engine(), customerId)),
      await outcomeOf(spend(engine(1), customerId)),
      await outcomeOf(engine().billing.credits.grant({ customerId, meter: 'jobs', units: 5, id: 'welcome' })),
      (await engine().call({ customerId }, '/state')).body.code,
      (await engine(1).call({ customerId }, '/live')).body.code,
      (await engine().call({ customerId }, '/payments')).status,
      (await engine().call({ customerId }, '/checkout', { pack: 'ten', successUrl: '/done', returnUrl: '/' })).body.code,
      (await engine().call({ customerId }, '/checkout', { tier: 'pro', successUrl: '/done', returnUrl: '/' })).body.code,
    ];
    expect(await refusals()).toEqual([
      ...Array.from({ length: 5 }, () => 'customer_erased'),
      expect.any(Number),
      'customer_erased',
      'customer_erased',
    ]);
    const ended = { status: 'canceled', ended_at: '2026-11-20T10:00:00Z', modified_at: '2026-11-20T10:00:00Z' };
    expect((await deliver(sign(subscriptionText(customerId, ended)), engine())).status).toBe(202);
    await settle();
    expect(await store.inbox.listStuck({ after: null, limit: 10 })).toEqual([]);
    expect(await store.snapshots.read(customerId)).toBeNull();
    expect((await contents()).includes(customerId)).toBe(false);

    expect(await engine(1).billing.readmit(customerId)).toBe(true);
    expect(await engine().billing.readmit(customerId)).toBe(false);
    expect(await outcomeOf(spend(engine(), customerId, { units: 10 }))).toBe('ok');
    expect((await engine(1).state(customerId)).meters['jobs']).toMatchObject({ used: 10 });
  });

  it('leaves money that comes late to a person: it is parked without the customer, with an alert, and grants nothing', async () => {
    const { fresh, engine, deliver, settle, store, contents, engines } = world();
    const customerId = fresh('late');
    await spend(engine(), customerId);
    expect((await askToErase(engine(), customerId)).status).toBe(200);
    await deliver(sign(orderText(customerId, 'order-late', { refunded: 0, version: 0 })), engine());
    await deliver(sign(subscriptionText(customerId, { id: 'sub-late', product_id: PACK })), engine(1));
    await settle();
    await settleErasure(world());
    const dead = await store.inbox.listStuck({ after: null, limit: 10 });
    expect(dead.map(({ error }) => error).sort()).toEqual([expect.stringContaining('order-late'), expect.stringContaining('sub-late')]);
    const alerts = engines.flatMap((each) => each.alerts).filter(({ code }) => code === 'erased_customer_paid');
    expect(alerts.map(({ context }) => context['paid']).sort()).toEqual(['order-late', 'sub-late']);
    expect((await contents()).includes(customerId)).toBe(false);
    expect(await store.ledger.readAccounts([{ customerId, meter: 'jobs', window: 'credits' }])).toMatchObject([{ granted: 0 }]);
    for (const { event } of dead) expect(await engine().billing.repair.replay({ id: event.id })).toBe(true);
    await settle();
    expect(await store.inbox.listStuck({ after: null, limit: 10 })).toHaveLength(2);
  });

  it('is never granted an order twice: not in its next life either', async () => {
    const { fresh, engine, deliver, settle, store } = world();
    const customerId = fresh();
    const hear = async (version: number) => {
      await deliver(sign(orderText(customerId, `order of ${version % 2}`, { refunded: 0, version })), engine());
      await settle();
    };
    const granted = async () => (await store.ledger.readAccounts([{ customerId, meter: 'jobs', window: 'credits' }]))[0]?.granted;
    await engine().state(customerId);
    await hear(0);
    expect(await granted()).toBe(10);
    expect((await askToErase(engine(1), customerId)).status).toBe(200);
    await engine().billing.readmit(customerId);
    await engine().state(customerId);
    await hear(2);
    expect(await granted()).toBe(0);
    await hear(1);
    expect(await granted()).toBe(10);
  });

  it('is erased in the end by whoever comes next, wherever a process died on the way, and told of once', async () => {
    const { fresh, engine, createEngine, store, contents, advance } = world();
    let status = 0;
    for (let calls = 0; status !== 200; calls += 3) {
      expect(calls).toBeLessThan(150);
      const customerId = fresh('mortal');
      await spend(engine(), customerId, { units: 3 });
      await engine().billing.tick();
      const before = (await erasuresIn(world())).length;
      ({ status } = await askToErase(createEngine({ store: dyingStore(store, calls) }), customerId));
      // Half of them are gone over by the background work alone.
      if (calls % 2 === 0) expect((await askToErase(engine(1), customerId)).status).toBe(200);
      await advance(3 * MINUTES);
      for (let round = 0; round < 2; round += 1) await engine(round).billing.tick();
      const begun = (await store.snapshots.read(customerId)) === null;
      if (calls % 2 === 0 || begun) expect((await contents()).includes(customerId)).toBe(false);
      else expect(await unitsOf(world(), customerId)).toBe(3);
      const erasures = await erasuresIn(world());
      expect(erasures.length - before).toBe(calls % 2 === 0 || begun ? 1 : 0);
      if (erasures.length > before) expect(await unitsOf(world(), erasures[0]?.customerId ?? '')).toBe(3);
    }
  });

  it('is gone for good although usage goes on at the same time in all processes: every unit that was granted is in the sums', async () => {
    const { fresh, createEngine, contents, advance, engine } = world();
    const customerId = fresh('busy');
    const busy = [createEngine({ settings: { standingCacheMs: 5000 } }), createEngine({ settings: { standingCacheMs: 5000 } })];
    let stop = false;
    let granted = 0;
    const useOnce = async (each: Engine) => {
      const outcome = await outcomeOf(spend(each, customerId));
      if (outcome === 'ok') granted += 1;
      return outcome;
    };
    const use = async (each: Engine) => {
      while (!stop) {
        await useOnce(each);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    await engine().call(STAFF, '/admin/credits/grant', { customerId, meter: 'jobs', units: 5, reason: 'x', key: 'none' });
    await engine().billing.credits.grant({ customerId, meter: 'jobs', units: 100_000, id: 'many' });
    await engine().state(customerId);
    const using = busy.map(use);
    await expect.poll(() => granted).toBeGreaterThan(5);
    await expect.poll(async () => (await askToErase(engine(1), customerId)).status, { timeout: 20_000, interval: 20 }).toBe(200);
    for (const each of busy) await expect.poll(() => useOnce(each), { timeout: 10_000 }).toBe('customer_erased');
    stop = true;
    await Promise.all(using);
    for (let round = 0; round < 6; round += 1) {
      await advance(MINUTES);
      await engine(round).billing.tick();
    }
    expect((await contents()).includes(customerId)).toBe(false);
    expect(await unitsOf(world(), customerId)).toBe(0);
    const [row] = await erasuresIn(world());
    expect(await unitsOf(world(), row?.customerId ?? '')).toBe(granted);
  });
});
