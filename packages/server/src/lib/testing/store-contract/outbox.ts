import { describe, expect, it } from 'vitest';
import type { StuckUsage } from '../../store.ts';
import { allow, spend } from './sample-commands.ts';
import type { StoreFixture } from './store-fixture.ts';

const LEASE = { limit: 10, leaseMs: 30_000 };

export function describeOutbox(current: () => StoreFixture): void {
  const fill = (...ids: string[]) => current().store.ledger.apply(ids.map((id) => spend(id, { policy: allow(null), eventId: id })));

  async function claim(limit = LEASE.limit): Promise<{ token: string; ids: string[]; attempts: number }> {
    const { token, events, attempts } = await current().store.outbox.claim({ ...LEASE, limit });
    return { token, attempts, ids: events.map(({ id }) => id) };
  }

  describe('outbox', () => {
    it('gives events oldest first, up to the limit, each to one claim', async () => {
      await fill('3', '1');
      await current().advance(1);
      await fill('2');
      expect((await claim(2)).ids).toEqual(['3', '1']);
      expect((await claim(2)).ids).toEqual(['2']);
      expect((await claim(2)).ids).toEqual([]);
    });

    it('forgets what the provider took, and only that', async () => {
      const { store, advance } = current();
      await fill('1', '2');
      const { token } = await claim();
      expect(await store.outbox.acknowledge(token, ['1', 'unknown'])).toBe(1);
      expect(await store.outbox.acknowledge(token, ['1'])).toBe(0);
      expect(await store.outbox.summary()).toMatchObject({ waiting: 1, stuck: 0 });
      await advance(30_000);
      expect((await claim()).ids).toEqual(['2']);
    });

    it('gives events again when their lease has run out, with one more attempt', async () => {
      const { advance } = current();
      await fill('1');
      const first = await claim();
      await advance(29_000);
      expect((await claim()).ids).toEqual([]);
      await advance(1000);
      const second = await claim();
      expect([first.attempts, second.attempts]).toEqual([1, 2]);
      expect(second.token).not.toBe(first.token);
    });

    it('lets a stale token change nothing', async () => {
      const { store, advance } = current();
      await fill('1');
      const stale = await claim();
      await advance(30_000);
      const held = await claim();
      expect(await store.outbox.acknowledge(stale.token, ['1'])).toBe(0);
      expect(await store.outbox.retry(stale.token, ['1'], 0)).toBe(0);
      expect(await store.outbox.park(stale.token, ['1'], 'late')).toBe(0);
      expect((await claim()).ids).toEqual([]);
      expect(await store.outbox.acknowledge(held.token, ['1'])).toBe(1);
    });

    it('gives retried events again after their delay', async () => {
      const { store, advance } = current();
      await fill('1', '2');
      const { token } = await claim();
      expect(await store.outbox.retry(token, ['1', '2'], 5000)).toBe(2);
      expect(await store.outbox.acknowledge(token, ['1'])).toBe(0);
      await advance(4000);
      expect((await claim()).ids).toEqual([]);
      await advance(1000);
      expect(await claim()).toMatchObject({ ids: ['1', '2'], attempts: 2 });
    });

    it('keeps parked events for a person, and out of the way', async () => {
      const { store, advance } = current();
      await fill('1', '2');
      const { token } = await claim();
      expect(await store.outbox.park(token, ['2'], 'the provider refuses it')).toBe(1);
      await advance(86_400_000);
      expect((await claim()).ids).toEqual(['1']);
      expect(await store.outbox.summary()).toMatchObject({ waiting: 1, stuck: 1 });
    });

    it('lists parked events with their reason, oldest first, up to a limit', async () => {
      const { outbox } = current().store;
      await fill('3', '1', 'waiting', '2');
      expect(await outbox.listStuck({ after: null, limit: 10 })).toEqual([]);
      const { token, events } = await outbox.claim(LEASE);
      for (const id of ['2', '1', '3']) await outbox.park(token, [id], `because of ${id}`);
      expect(await outbox.listStuck({ after: null, limit: 2 })).toMatchObject([
        { event: events[0], reason: 'because of 3' },
        { event: events[1], reason: 'because of 1' },
      ]);
      expect((await outbox.listStuck({ after: null, limit: 10 })).map(({ event }) => event.id)).toEqual(['3', '1', '2']);
    });

    it('lists all parked events page by page, each once, though many are of one time and the last one of a page is gone meanwhile', async () => {
      const { outbox } = current().store;
      const ids = Array.from({ length: 23 }, (_, index) => String((index * 7) % 23));
      const commands = ids.map((id, index) => spend(id, { customerId: `customer-${index % 5}`, policy: allow(null), eventId: id }));
      await current().store.ledger.apply(commands);
      const { token, events } = await outbox.claim({ ...LEASE, limit: 50 });
      await outbox.park(
        token,
        events.map(({ id }) => id),
        'no',
      );
      const seen: string[] = [];
      for (let after: string | null = null; ; ) {
        const page: readonly StuckUsage[] = await outbox.listStuck({ after, limit: 4 });
        seen.push(...page.map(({ event }) => event.id));
        const last = page.at(-1);
        if (last === undefined) break;
        expect(last.place.length).toBeLessThanOrEqual(250);
        after = last.place;
        expect(await outbox.revive([last.event.id])).toBe(1);
      }
      expect(seen.toSorted()).toEqual(ids.toSorted());
      const whole = await outbox.listStuck({ after: 'no place', limit: 50 });
      expect(whole.map(({ event }) => event.id)).toEqual(seen.filter((id) => whole.some(({ event }) => event.id === id)));
    });

    it('revives parked events, and only those: they are due at once, with no attempts', async () => {
      const { outbox } = current().store;
      await fill('1', '2', '3', '4');
      const { token } = await claim();
      await outbox.park(token, ['1', '2', '3'], 'no');
      expect(await outbox.revive(['3', '1', '4', 'unknown'])).toBe(2);
      expect(await outbox.revive(['3', '1'])).toBe(0);
      expect(await outbox.summary()).toMatchObject({ waiting: 3, stuck: 1 });
      expect(await claim()).toMatchObject({ ids: ['1', '3'], attempts: 1 });
      expect((await outbox.listStuck({ after: null, limit: 10 })).map(({ event }) => event.id)).toEqual(['2']);
      expect(await outbox.acknowledge(token, ['1', '3'])).toBe(0);
    });

    it('gives new events a way past those that must wait', async () => {
      const { store } = current();
      await fill('1');
      const { token } = await claim();
      await store.outbox.retry(token, ['1'], 60_000);
      await fill('2');
      expect((await claim()).ids).toEqual(['2']);
    });

    it('sums up what waits, leased events included, and since when', async () => {
      const { store, advance } = current();
      expect(await store.outbox.summary()).toEqual({ waiting: 0, stuck: 0, oldestAt: null });
      const at = await store.now();
      await fill('1');
      await advance(60_000);
      await fill('2');
      await claim(1);
      const summary = await store.outbox.summary();
      expect(summary).toMatchObject({ waiting: 2, stuck: 0 });
      expect(summary.oldestAt).toBeGreaterThanOrEqual(at);
      expect(summary.oldestAt).toBeLessThan(at + 60_000);
    });
  });
}
