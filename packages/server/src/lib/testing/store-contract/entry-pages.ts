import { describe, expect, it } from 'vitest';
import type { Entry } from '../../ledger/entry.ts';
import type { EntryPage } from '../../store.ts';
import { allow, grant, reserve, spend } from './sample-commands.ts';
import type { StoreFixture } from './store-fixture.ts';

export function describeEntryPages(current: () => StoreFixture): void {
  const list = (page: Partial<EntryPage> = {}) =>
    current().store.ledger.listEntries({ customerId: 'acme', before: null, limit: 100, held: false, ...page });
  const idsOf = (entries: readonly Entry[]) => entries.map(({ id }) => id);

  describe('entries of a customer', () => {
    it("are listed as each is read, the latest first, page by page, and nobody else's", async () => {
      const { store, advance } = current();
      const made: string[] = [];
      for (let at = 0; at < 13; at += 1) {
        // Two of one instant.
        if (at % 2 === 0) await advance(1000);
        const id = `deed-${String((at * 5) % 13).padStart(2, '0')}`;
        await store.ledger.apply(['acme', 'acme-2', 'acm*'].map((customerId) => spend(id, { customerId, policy: allow(100) })));
        made.push(id);
      }
      const listed: Entry[] = [];
      for (let before: EntryPage['before'] = null; ; ) {
        const page: readonly Entry[] = await list({ before, limit: 4 });
        listed.push(...page);
        const last = page.at(-1);
        if (last === undefined) break;
        before = last;
      }
      expect(listed).toEqual(await list());
      expect(idsOf(listed).sort()).toEqual(made.sort());
      const order = listed.map(({ createdAt, id }) => [createdAt, id] as const);
      expect(order).toEqual([...order].sort(([a, x], [b, y]) => b - a || (x < y ? 1 : -1)));
      for (const entry of listed) expect(await store.ledger.readEntry({ customerId: 'acme', id: entry.id })).toEqual(entry);
    });

    it('that hold units are listed by themselves, until their time is over', async () => {
      const { store, advance } = current();
      await store.ledger.apply([grant('given', 5), reserve('short', { ttlMs: 1000 }), reserve('long'), spend('spent')]);
      expect(idsOf(await list({ held: true })).sort()).toEqual(['long', 'short']);
      await advance(2000);
      expect(idsOf(await list({ held: true }))).toEqual(['long']);
      expect(await list()).toContainEqual(expect.objectContaining({ id: 'short', state: 'expired' }));
      expect(await list({ customerId: 'nobody' })).toEqual([]);
    });
  });
}
