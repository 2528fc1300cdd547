import { describe, expect, it } from 'vitest';
import type { Erasure } from '../../erasure/erasure-store.ts';
import { ERASED_CUSTOMER, stripEvent } from '../../erasure/strip-event.ts';
import type { HistoryRow, PaymentRow, Store } from '../../store.ts';
import { allow, applyOne, grant, price, readAccount, record, refund, reserve, spend } from './sample-commands.ts';
import { eventOf, snapshotOf } from './sample-snapshot.ts';
import type { StoreFixture } from './store-fixture.ts';

const WHO = 'fable-organisation';
const USERS = ['ada@fable.example', 'user-grace'];
const BOUND = `cus_${WHO}`;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LEASE = { limit: 100, leaseMs: 60_000 };
const FREE = allow(null);

export function describeErasure(current: () => StoreFixture): void {
  const store = (): Store => current().store;
  const erasureOf = (change: Partial<Erasure> = {}): Erasure => ({
    ...{ customerId: WHO, provider: 'polar', providerCustomerId: BOUND, dropUsage: false },
    ...{ mark: store().erasure.nameMark(WHO), ...change },
  });
  const historyOf = (customerId: string, meter = 'jobs') =>
    store().ledger.readHistory({ customerId, meter, from: 0, to: Date.UTC(2030, 0, 1) });

  async function use(customerId: string): Promise<void> {
    const own = { customerId, policy: FREE };
    await store().ledger.apply([spend('a', { ...own, userId: USERS[0] ?? '', units: 3 }), grant('order:1', 50, { customerId })]);
    await current().advance(2 * HOUR);
    await store().ledger.apply([
      record('b', { ...own, userId: USERS[1] ?? '', units: 4 }),
      spend('c', { ...own, userId: null, meter: 'scans' }),
    ]);
    await current().advance(DAY);
    await store().ledger.apply([spend('d', { ...own, userId: USERS[0] ?? '', units: 5 }), spend('e', { ...own, units: 9 })]);
    await store().ledger.apply([refund('e', { customerId }), reserve('f', own)]);
    await current().advance(61_000);
    await store().ledger.expire(10);
  }

  async function deliver(): Promise<void> {
    const { token, events } = await store().outbox.claim(LEASE);
    await store().outbox.acknowledge(
      token,
      events.map(({ id }) => id),
    );
  }

  /** Everything that is kept of a customer, each in all of its states. */
  async function fill(customerId: string, number = 0): Promise<void> {
    await use(customerId);
    await store().snapshots.write(snapshotOf(customerId), 0);
    const payment = { ...PAYMENT, id: `order-${number}` };
    await store().payments.upsert(customerId, [payment]);
    const providerCustomerId = `cus_${customerId}`;
    for (const id of ['done', 'dead', 'waits', 'leased'])
      await store().inbox.insert(eventOf(`${id}-${number}`, { customerId, providerCustomerId }));
  }

  const settle = async () => {
    const rows = await store().inbox.claim(LEASE);
    for (const row of rows) {
      if (row.event.id.startsWith('done')) await store().inbox.finish(row, 'done');
      if (row.event.id.startsWith('dead')) await store().inbox.bury(row, `No customer is bound to ${row.event.providerCustomerId} yet.`);
      if (row.event.id.startsWith('waits')) await store().inbox.retry(row, { delayMs: 0, error: `${row.event.customerId} changed` });
    }
    return rows;
  };

  describe('erasure', () => {
    it('leaves nothing that names the customer, its users or its id at the provider; units per meter and day stay under the mark', async () => {
      await fill(WHO);
      await settle();
      await store().inbox.insert(eventOf('by-the-provider', { customerId: null, providerCustomerId: BOUND, effect: { kind: 'reread' } }));
      await deliver();
      const before = await historyOf(WHO);
      if (current().contents) expect(await current().contents?.()).toContain(WHO);
      const erasure = erasureOf();
      expect(await store().erasure.erase(erasure)).toBe('erased');

      const sums = await historyOf(erasure.mark);
      expect(sums).toEqual(byDay(before));
      expect(sums.map(({ units }) => units)).toEqual([7, 5]);
      expect((await historyOf(erasure.mark, 'scans')).map(({ units }) => units)).toEqual([1]);
      expect([await historyOf(WHO), await store().snapshots.read(WHO), await store().snapshots.findCustomer('polar', BOUND)]).toEqual([
        [],
        null,
        null,
      ]);
      expect(await store().snapshots.list({ after: '', limit: 10 })).toEqual([]);
      expect(await store().payments.list({ customerId: WHO, before: null, limit: 10 })).toEqual([]);
      expect(await store().ledger.listEntries({ customerId: WHO, before: null, limit: 10, held: false })).toEqual([]);
      expect([await readAccount(store(), { customerId: WHO }), await store().changes.version(WHO)]).toMatchObject([
        { used: 0, granted: 0 },
        0,
      ]);
      const contents = (await current().contents?.()) ?? '';
      for (const word of [WHO, ...USERS, BOUND]) expect(contents.includes(word)).toBe(false);
    });

    it('leaves everybody else as they were, however alike their ids are', async () => {
      const others = [`${WHO}2`, 'fable', 'fable-organisatio', 'Fable-Organisation', 'fable?organisation', 'fable-*', 'fable%', '*'];
      for (const [number, customerId] of [WHO, ...others].entries()) await fill(customerId, number);
      await deliver();
      const view = async (customerId: string) => [
        await historyOf(customerId),
        await historyOf(customerId, 'scans'),
        await store().snapshots.read(customerId),
        await store().snapshots.findCustomer('polar', `cus_${customerId}`),
        await store().payments.list({ customerId, before: null, limit: 10 }),
        await store().ledger.listEntries({ customerId, before: null, limit: 10, held: false }),
        await store().changes.version(customerId),
        await readAccount(store(), { customerId, window: 'credits' }),
      ];
      const before = await Promise.all(others.map(view));
      expect(await store().erasure.erase(erasureOf())).toBe('erased');
      expect(await Promise.all(others.map(view))).toEqual(before);
      const events = (await store().inbox.claim(LEASE)).map(({ event }) => event);
      expect(new Set(events.map(({ customerId }) => customerId))).toEqual(new Set([...others, ERASED_CUSTOMER]));
    });

    it('done again changes nothing, and what came after it is added to the same sums', async () => {
      await use(WHO);
      await deliver();
      const erasure = erasureOf();
      expect(await store().erasure.erase(erasure)).toBe('erased');
      const sums = await historyOf(erasure.mark);
      expect(await store().erasure.erase(erasure)).toBe('erased');
      expect(await historyOf(erasure.mark)).toEqual(sums);
      await applyOne(store(), spend('late', { customerId: WHO, policy: FREE, units: 2 }));
      await deliver();
      expect(await store().erasure.erase(erasure)).toBe('erased');
      expect((await historyOf(erasure.mark)).map(({ units }) => units)).toEqual([7, 7]);
      expect(await store().erasure.erase(erasureOf({ customerId: 'nobody' }))).toBe('erased');
    });

    it('waits for units that are held, and touches nothing meanwhile', async () => {
      await applyOne(store(), reserve('job', { customerId: WHO, policy: FREE, units: 2 }));
      expect(await store().erasure.erase(erasureOf())).toBe('held');
      await current().advance(61_000);
      expect(await store().erasure.erase(erasureOf())).toBe('held');
      expect(await store().ledger.readEntry({ customerId: WHO, id: 'job' })).toMatchObject({ units: 2 });
      expect(await store().ledger.expire(10)).toBe(1);
      expect(await store().erasure.erase(erasureOf())).toBe('erased');
      expect(await store().ledger.expire(10)).toBe(0);
    });

    it('loses no usage that the provider should hear of', async () => {
      await applyOne(store(), spend('free', { customerId: WHO, policy: FREE }));
      await applyOne(store(), spend('paid', { customerId: WHO, policy: price(0, null), units: 2 }));
      await applyOne(store(), spend('other', { policy: FREE }));
      expect(await store().erasure.erase(erasureOf())).toBe('unsent');
      const { token, events } = await store().outbox.claim(LEASE);
      expect(await store().erasure.erase(erasureOf())).toBe('unsent');
      await store().outbox.park(
        token,
        events.map(({ id }) => id),
        'Refused.',
      );
      expect(await store().erasure.erase(erasureOf())).toBe('unsent');
      expect(await store().outbox.listStuck({ after: null, limit: 10 })).toHaveLength(3);
      expect(await store().outbox.revive(['event-paid'])).toBe(1);
      const again = await store().outbox.claim(LEASE);
      expect(await store().outbox.acknowledge(again.token, ['event-paid'])).toBe(1);
      expect(await store().erasure.erase(erasureOf())).toBe('erased');
      expect((await store().outbox.listStuck({ after: null, limit: 10 })).map(({ event }) => event.id)).toEqual(['event-other']);
    });

    it('lets usage go of a customer whom the provider does not know, waiting, claimed or parked', async () => {
      for (const id of ['parked', 'claimed', 'waiting']) {
        await applyOne(store(), spend(id, { customerId: WHO, policy: price(0, null) }));
        if (id === 'waiting') continue;
        const { token } = await store().outbox.claim(LEASE);
        if (id === 'parked') await store().outbox.park(token, ['event-parked'], 'Refused.');
      }
      expect(await store().outbox.summary()).toMatchObject({ waiting: 2, stuck: 1 });
      expect(await store().erasure.erase(erasureOf({ dropUsage: true, providerCustomerId: null }))).toBe('erased');
      expect(await store().outbox.summary()).toEqual({ waiting: 0, stuck: 0, oldestAt: null });
      await current().advance(DAY);
      expect((await store().outbox.claim(LEASE)).events).toEqual([]);
    });

    it('keeps of webhooks what says nothing of the customer: each is still known, in its state, under its lease', async () => {
      await fill(WHO);
      const leased = (await settle()).find(({ event }) => event.id.startsWith('leased'));
      await deliver();
      await store().erasure.erase(erasureOf());
      const eventsOf = (id: string) => eventOf(`${id}-0`, { customerId: WHO, providerCustomerId: BOUND });
      for (const id of ['done', 'dead', 'waits', 'leased']) expect(await store().inbox.insert(eventsOf(id))).toBe('seen');
      expect(await store().inbox.listStuck({ after: null, limit: 10 })).toMatchObject([{ event: stripEvent(eventsOf('dead')) }]);
      expect(leased === undefined ? false : await store().inbox.finish(leased, 'done')).toBe(true);
      expect((await store().inbox.claim(LEASE)).map(({ event }) => event)).toEqual([stripEvent(eventsOf('waits'))]);
    });

    it('lets the customer begin anew: nothing of the former life answers', async () => {
      await fill(WHO);
      await deliver();
      await store().erasure.erase(erasureOf());
      expect(await applyOne(store(), spend('a', { customerId: WHO, policy: allow(10), units: 9 }))).toMatchObject({
        ok: true,
        repeated: false,
      });
      expect(await readAccount(store(), { customerId: WHO })).toMatchObject({ used: 9 });
      expect(await store().snapshots.write(snapshotOf(WHO), 0)).toBe(true);
      expect([await store().changes.version(WHO), await store().snapshots.list({ after: '', limit: 10 })]).toEqual([2, [WHO]]);
      expect((await historyOf(WHO)).map(({ units }) => units)).toEqual([9]);
      expect(await store().snapshots.findCustomer('polar', BOUND)).toBe(WHO);
    });

    it('is told to the listeners', async () => {
      await fill(WHO);
      await deliver();
      const heard: string[] = [];
      const stop = store().changes.subscribe(({ customerId, about }) => void heard.push(`${customerId} ${about}`));
      await store().erasure.erase(erasureOf());
      await expect.poll(() => heard).toContain(`${WHO} snapshot`);
      stop();
    });

    it('beside usage that goes on, every unit is counted once: in the sums, or for the customer as it begins anew', async () => {
      const erasure = erasureOf({ dropUsage: true });
      const spends = Array.from({ length: 40 }, (_, at) =>
        spend(`job-${at}`, { customerId: WHO, userId: USERS[at % 2] ?? '', policy: FREE }),
      );
      const erasing = (async () => {
        for (let at = 0; at < 5; at += 1) await store().erasure.erase(erasure);
      })();
      const results = await Promise.all(spends.map((command) => applyOne(store(), command)));
      await erasing;
      expect(results.filter(({ ok }) => ok)).toHaveLength(40);
      const units = async (customerId: string) => (await historyOf(customerId)).reduce((total, row) => total + row.units, 0);
      expect((await units(WHO)) + (await units(erasure.mark))).toBe(40);
      expect(await readAccount(store(), { customerId: WHO })).toMatchObject({ used: await units(WHO) });
      expect(await store().erasure.erase(erasure)).toBe('erased');
      expect([await units(WHO), await units(erasure.mark)]).toEqual([0, 40]);
    });
  });
}

const PAYMENT: PaymentRow = {
  ...{ kind: 'pack', item: 'pack', description: 'A pack', amount: 500, currency: 'USD', refundedAmount: 0, status: 'paid' },
  ...{ createdAt: '2026-11-20T10:00:00.000Z', id: '', productId: 'prod_1', version: '1' },
};

function byDay(rows: readonly HistoryRow[]): HistoryRow[] {
  const days = Map.groupBy(rows, ({ hour }) => hour - (hour % DAY));
  return [...days].map(([hour, own]) => ({ hour, userId: null, units: own.reduce((sum, { units }) => sum + units, 0) }));
}
