import { describe, expect, it } from 'vitest';
import type { InboxRow, StuckWebhook } from '../../store.ts';
import { eventOf } from './sample-snapshot.ts';
import type { StoreFixture } from './store-fixture.ts';

const LEASE = { limit: 10, leaseMs: 30_000 };

export function describeInbox(current: () => StoreFixture): void {
  async function claimOne(): Promise<InboxRow> {
    const [row] = await current().store.inbox.claim(LEASE);
    if (row === undefined) throw new Error('Nothing could be claimed.');
    return row;
  }

  describe('inbox', () => {
    it('takes an event once for each provider and id', async () => {
      const { inbox } = current().store;
      expect(await inbox.insert(eventOf('1'))).toBe('new');
      expect(await inbox.insert(eventOf('1', { type: 'another' }))).toBe('seen');
      expect(await inbox.insert(eventOf('1', { provider: 'stripe' }))).toBe('new');
      expect((await inbox.claim(LEASE)).map(({ event }) => event)).toEqual([eventOf('1'), eventOf('1', { provider: 'stripe' })]);
    });

    it('gives rows oldest first, up to the limit, each to one claim', async () => {
      const { inbox } = current().store;
      for (const id of ['3', '1', '2']) await inbox.insert(eventOf(id));
      const ids = async (limit: number) => (await inbox.claim({ ...LEASE, limit })).map(({ event }) => event.id);
      expect(await ids(2)).toEqual(['3', '1']);
      expect(await ids(2)).toEqual(['2']);
      expect(await ids(2)).toEqual([]);
    });

    it('knows an event that ended, so that a late repeat does nothing', async () => {
      const { inbox } = current().store;
      await inbox.insert(eventOf('1'));
      expect(await inbox.finish(await claimOne(), 'done')).toBe(true);
      expect(await inbox.insert(eventOf('1'))).toBe('seen');
      expect(await inbox.claim(LEASE)).toEqual([]);
    });

    it('gives a row again when its lease has run out, with a new token and one more attempt', async () => {
      const { store, advance } = current();
      await store.inbox.insert(eventOf('1'));
      const first = await claimOne();
      await advance(29_000);
      expect(await store.inbox.claim(LEASE)).toEqual([]);
      await advance(1000);
      const second = await claimOne();
      expect([first.attempts, second.attempts]).toEqual([1, 2]);
      expect(second.token).not.toBe(first.token);
    });

    it('lets a stale token change nothing', async () => {
      const { store, advance } = current();
      const { inbox } = store;
      await inbox.insert(eventOf('1'));
      const stale = await claimOne();
      await advance(30_000);
      const held = await claimOne();
      expect(await inbox.finish(stale, 'done')).toBe(false);
      expect(await inbox.retry(stale, { delayMs: 0, error: 'late' })).toBe(false);
      expect(await inbox.bury(stale, 'late')).toBe(false);
      expect(await inbox.claim(LEASE)).toEqual([]);
      expect(await inbox.summary()).toMatchObject({ waiting: 1, stuck: 0 });
      expect(await inbox.finish(held, 'done')).toBe(true);
    });

    it('ends a lease once', async () => {
      const { inbox } = current().store;
      await inbox.insert(eventOf('1'));
      const row = await claimOne();
      expect(await inbox.finish(row, 'ignored')).toBe(true);
      expect(await inbox.finish(row, 'done')).toBe(false);
      expect(await inbox.bury(row, 'again')).toBe(false);
      expect(await inbox.summary()).toEqual({ waiting: 0, stuck: 0, oldestAt: null });
    });

    it('gives a retried row again after its delay', async () => {
      const { store, advance } = current();
      await store.inbox.insert(eventOf('1'));
      expect(await store.inbox.retry(await claimOne(), { delayMs: 5000, error: 'not yet' })).toBe(true);
      await advance(4000);
      expect(await store.inbox.claim(LEASE)).toEqual([]);
      await advance(1000);
      expect(await claimOne()).toMatchObject({ attempts: 2, event: { id: '1' } });
    });

    it('keeps a buried row for a person, and out of the way', async () => {
      const { store, advance } = current();
      await store.inbox.insert(eventOf('1'));
      expect(await store.inbox.bury(await claimOne(), 'makes no sense')).toBe(true);
      await advance(86_400_000);
      expect(await store.inbox.claim(LEASE)).toEqual([]);
      expect(await store.inbox.summary()).toEqual({ waiting: 0, stuck: 1, oldestAt: null });
      expect(await store.inbox.insert(eventOf('1'))).toBe('seen');
    });

    it('sums up what waits, leased rows included, and since when', async () => {
      const { store, advance } = current();
      const at = await store.now();
      await store.inbox.insert(eventOf('1'));
      await advance(60_000);
      await store.inbox.insert(eventOf('2'));
      await store.inbox.claim({ ...LEASE, limit: 1 });
      const summary = await store.inbox.summary();
      expect(summary).toMatchObject({ waiting: 2, stuck: 0 });
      expect(summary.oldestAt).toBeGreaterThanOrEqual(at);
      expect(summary.oldestAt).toBeLessThan(at + 60_000);
    });

    it('prunes only what ended longer ago than asked', async () => {
      const { store, advance } = current();
      const { inbox } = store;
      for (const id of ['old', 'dead', 'waiting']) await inbox.insert(eventOf(id));
      const [old, dead, waiting] = await inbox.claim(LEASE);
      if (old === undefined || dead === undefined || waiting === undefined) throw new Error('Three rows should wait.');
      await inbox.finish(old, 'done');
      await inbox.bury(dead, 'no');
      await inbox.retry(waiting, { delayMs: 0, error: 'no' });
      await advance(60_000);
      await inbox.insert(eventOf('young'));
      const [, young] = await inbox.claim(LEASE);
      if (young === undefined) throw new Error('Two rows should wait.');
      await inbox.finish(young, 'done');
      expect(await inbox.prune(120_000)).toBe(0);
      expect(await inbox.prune(30_000)).toBe(1);
      expect(await inbox.insert(eventOf('old'))).toBe('new');
      for (const id of ['dead', 'waiting', 'young']) expect(await inbox.insert(eventOf(id))).toBe('seen');
    });

    it('lists dead letters with their reason, oldest first, up to a limit', async () => {
      const { store, advance } = current();
      const { inbox } = store;
      const at = await store.now();
      for (const id of ['2', '1', 'waiting', '3']) await inbox.insert(eventOf(id));
      expect(await inbox.listStuck({ after: null, limit: 10 })).toEqual([]);
      const claimed = await inbox.claim(LEASE);
      await advance(1000);
      for (const row of claimed.toReversed()) {
        if (row.event.id === 'waiting') await inbox.retry(row, { delayMs: 0, error: 'not dead' });
        else await inbox.bury(row, `because of ${row.event.id}`);
      }
      const stuck = await inbox.listStuck({ after: null, limit: 2 });
      expect(stuck).toMatchObject([
        { event: eventOf('2'), attempts: 1, error: 'because of 2' },
        { event: eventOf('1'), attempts: 1, error: 'because of 1' },
      ]);
      for (const { receivedAt } of stuck) expect(receivedAt - at).toBeLessThan(1000);
      expect((await inbox.listStuck({ after: null, limit: 10 })).map(({ event }) => event.id)).toEqual(['2', '1', '3']);
    });

    it('lists all dead letters page by page, each once, also when the last one of a page is gone meanwhile', async () => {
      const { inbox } = current().store;
      const ids = Array.from({ length: 23 }, (_, index) => String((index * 7) % 23));
      for (const id of ids) await inbox.insert(eventOf(id));
      for (const row of await inbox.claim({ ...LEASE, limit: 50 })) await inbox.bury(row, 'no');
      const seen: string[] = [];
      for (let after: string | null = null; ; ) {
        const page: readonly StuckWebhook[] = await inbox.listStuck({ after, limit: 5 });
        seen.push(...page.map(({ event }) => event.id));
        const last = page.at(-1);
        if (last === undefined) break;
        expect(last.place.length).toBeLessThanOrEqual(250);
        after = last.place;
        expect(await inbox.revive(last.event)).toBe(true);
      }
      expect(seen).toEqual(ids);
      expect((await inbox.listStuck({ after: 'no place', limit: 1 })).map(({ event }) => event.id)).toEqual(ids.slice(0, 1));
    });

    it('revives what has ended, dead or not: it is due at once, with no attempts and no old lease', async () => {
      const { inbox } = current().store;
      const key = { provider: 'polar', id: '1' };
      await inbox.insert(eventOf('1'));
      for (const end of ['bury', 'finish'] as const) {
        const held = await claimOne();
        expect(held).toMatchObject({ attempts: 1, event: eventOf('1') });
        expect(await inbox.revive(key)).toBe(false);
        await (end === 'bury' ? inbox.bury(held, 'no') : inbox.finish(held, 'ignored'));
        expect(await inbox.revive(key)).toBe(true);
        expect(await inbox.finish(held, 'done')).toBe(false);
        expect(await inbox.summary()).toMatchObject({ waiting: 1, stuck: 0 });
        expect(await inbox.listStuck({ after: null, limit: 10 })).toEqual([]);
      }
      expect(await inbox.revive(key)).toBe(false);
      expect(await inbox.revive({ ...key, provider: 'stripe' })).toBe(false);
    });

    it('does not prune what was revived', async () => {
      const { store, advance } = current();
      await store.inbox.insert(eventOf('1'));
      await store.inbox.finish(await claimOne(), 'done');
      await advance(60_000);
      await store.inbox.revive({ provider: 'polar', id: '1' });
      expect(await store.inbox.prune(1000)).toBe(0);
      expect(await claimOne()).toMatchObject({ attempts: 1 });
    });

    it('does not let an old lease end an event that was pruned and came again', async () => {
      const { store, advance } = current();
      const { inbox } = store;
      await inbox.insert(eventOf('1'));
      const old = await claimOne();
      await inbox.finish(old, 'done');
      await advance(1000);
      await inbox.prune(0);
      await inbox.insert(eventOf('1'));
      const held = await claimOne();
      expect(await inbox.finish(old, 'done')).toBe(false);
      expect(await inbox.finish(held, 'done')).toBe(true);
    });
  });
}
