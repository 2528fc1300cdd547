import { describe, expect, it } from 'vitest';
import type { PaymentRow } from '../../store.ts';
import type { StoreFixture } from './store-fixture.ts';

function payment(id: string, change: Partial<PaymentRow> = {}): PaymentRow {
  return {
    ...{ id, kind: 'pack', item: 'ten', description: 'Ten more', amount: 990, currency: 'USD', refundedAmount: 0, status: 'paid' },
    ...{ createdAt: '2026-11-20T10:00:00.000Z', productId: 'product-ten', version: '2026-11-20T10:00:00.000000-3' },
    ...change,
  };
}

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;

export function describePayments(current: () => StoreFixture): void {
  const payments = () => current().store.payments;
  const listAll = (customerId = 'acme') => payments().list({ customerId, before: null, limit: 1000 });

  describe('payments', () => {
    it('are kept as they were stated, and say what changed', async () => {
      expect(await listAll()).toEqual([]);
      const row = payment('1', { item: null, productId: null, kind: 'other', description: 'Grüße, "quoted" \\ 😀', amount: 2 ** 53 - 1 });
      expect(await payments().upsert('acme', [row])).toEqual(['1']);
      expect(await listAll()).toEqual([row]);
      expect(await payments().upsert('acme', [])).toEqual([]);
    });

    it('follow the newest version, in any order and however often it is heard', async () => {
      const versions = ['a-3-0', 'b-3-0', 'b-4-5', 'c-5-9'].map((version, index) => payment('1', { version, refundedAmount: index }));
      for (const order of [
        [0, 1, 2, 3],
        [3, 2, 1, 0],
        [2, 0, 3, 1],
      ]) {
        const customerId = `acme-${order.join('')}`;
        for (const index of [...order, ...order])
          await payments().upsert(customerId, versions[index] === undefined ? [] : [versions[index]]);
        expect(await listAll(customerId)).toEqual([versions[3]]);
        expect(await payments().upsert(customerId, versions)).toEqual([]);
      }
    });

    it('follow the newest version of one that is named twice in one call', async () => {
      const rows = [payment('1', { version: 'b', status: 'paid' }), payment('1', { version: 'a', status: 'pending' })];
      await payments().upsert('acme', rows);
      expect(await listAll()).toMatchObject([{ version: 'b', status: 'paid' }]);
    });

    it('are given newest first, page by page, each once, though many are of one instant', async () => {
      const rows = Array.from({ length: 23 }, (_, index) => payment(`order ${index}`, { createdAt: day(1 + (index % 4)) }));
      expect(await payments().upsert('acme', rows)).toHaveLength(23);
      const seen: PaymentRow[] = [];
      for (let before: PaymentRow | null = null; ; ) {
        const page = await payments().list({ customerId: 'acme', before, limit: 5 });
        seen.push(...page);
        before = page.at(-1) ?? null;
        if (page.length < 5 || before === null) break;
      }
      expect(seen).toHaveLength(23);
      const places = rows.map(({ createdAt, id }) => `${createdAt} ${id}`);
      expect(seen.map(({ createdAt, id }) => `${createdAt} ${id}`)).toEqual(places.sort().reverse());
    });

    it('of one customer are never shown to another, whatever their ids', async () => {
      await payments().upsert('acme', [payment('1')]);
      await payments().upsert('acme 1', [payment('1', { amount: 5 })]);
      expect(await listAll('acme')).toMatchObject([{ amount: 990 }]);
      expect(await listAll('acme 1')).toMatchObject([{ amount: 5 }]);
      expect(await listAll('globex')).toEqual([]);
    });

    it('that are stated at the same time by many are those of the newest statement', async () => {
      const versions = Array.from({ length: 12 }, (_, index) =>
        payment('1', { version: `v${String(index).padStart(2, '0')}`, amount: index }),
      );
      await Promise.all(versions.map((row) => payments().upsert('acme', [row])));
      expect(await listAll()).toMatchObject([{ amount: 11 }]);
    });
  });
}
