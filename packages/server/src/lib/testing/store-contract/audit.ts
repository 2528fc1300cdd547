import { describe, expect, it } from 'vitest';
import { type AuditHead, type AuditRow, forgottenId } from '../../audit/audit-store.ts';
import type { StoreFixture } from './store-fixture.ts';

const EMPTY: AuditHead = { seq: 0, hash: '' };

export function describeAudit(current: () => StoreFixture): void {
  const audit = () => current().store.audit;
  const rowOf = (seq: number, customerId: string | null = 'acme', id = `change-${seq}`): AuditRow => ({
    ...{ seq, id, customerId, content: JSON.stringify({ seq, text: 'größer\n"than"' }), personal: `who-${seq}`, hash: `hash-${seq}` },
  });
  const headOf = ({ seq, hash }: AuditRow): AuditHead => ({ seq, hash });
  const fill = async (rows: readonly AuditRow[]) => {
    for (const [index, row] of rows.entries()) {
      const before = rows[index - 1];
      expect(await audit().append([row], before === undefined ? EMPTY : headOf(before))).toMatchObject({ appended: true });
    }
  };

  describe('audit', () => {
    it('is empty at first, and then has every row as it was written', async () => {
      expect(await audit().append([], EMPTY)).toEqual({ appended: true, head: EMPTY, known: [] });
      expect([await audit().read({ after: 0, limit: 10 }), await audit().list({ customerId: null, before: null, limit: 10 })]).toEqual([
        [],
        [],
      ]);
      const rows = [rowOf(1), { ...rowOf(2, null), personal: null }, rowOf(3, 'globex')];
      expect(await audit().append(rows, EMPTY)).toEqual({ appended: true, head: { seq: 3, hash: 'hash-3' }, known: [] });
      expect(await audit().read({ after: 0, limit: 10 })).toEqual(rows);
    });

    it('takes rows behind its end only, and says where that is', async () => {
      const [first, second, other] = [rowOf(1), rowOf(2), rowOf(2, 'acme', 'other')];
      await fill([first, second]);
      const refused = { appended: false, head: headOf(second), known: [] };
      expect(await audit().append([other], headOf(first))).toEqual(refused);
      expect(await audit().append([rowOf(3)], { seq: 2, hash: 'hash-of-another-chain' })).toEqual(refused);
      expect(await audit().append([rowOf(1, 'acme', 'another')], EMPTY)).toEqual(refused);
      expect(await audit().read({ after: 0, limit: 10 })).toEqual([first, second]);
    });

    it('tells of a change once: rows with a known id are refused, all of their batch, and the ids are named', async () => {
      await fill([rowOf(1), rowOf(2)]);
      const batch = [rowOf(3), rowOf(4, 'acme', 'change-1')];
      expect(await audit().append(batch, headOf(rowOf(2)))).toEqual({ appended: false, head: headOf(rowOf(2)), known: ['change-1'] });
      expect(await audit().read({ after: 2, limit: 10 })).toEqual([]);
    });

    it('never forks, however many add to it at once', async () => {
      const outcomes = await Promise.all(Array.from({ length: 12 }, (_, at) => audit().append([rowOf(1, 'acme', `writer-${at}`)], EMPTY)));
      expect(outcomes.filter(({ appended }) => appended)).toHaveLength(1);
      expect(await audit().read({ after: 0, limit: 20 })).toHaveLength(1);
    });

    it('is listed newest first, page by page, of all and of one customer', async () => {
      const rows = Array.from({ length: 25 }, (_, at) => rowOf(at + 1, [null, 'acme', 'globex'][at % 3]));
      await audit().append(rows, EMPTY);
      for (const customerId of [null, 'acme', 'globex', 'nobody']) {
        const listed: AuditRow[] = [];
        for (let before: number | null = null; ; ) {
          const page: readonly AuditRow[] = await audit().list({ customerId, before, limit: 4 });
          expect(page.length).toBeLessThanOrEqual(4);
          listed.push(...page);
          const last = page.at(-1);
          if (last === undefined) break;
          before = last.seq;
        }
        expect(listed).toEqual(rows.filter((row) => customerId === null || row.customerId === customerId).reverse());
      }
    });

    it('is read in its order, page by page', async () => {
      const rows = Array.from({ length: 11 }, (_, at) => rowOf(at + 1));
      await audit().append(rows, EMPTY);
      expect(await audit().read({ after: 0, limit: 5 })).toEqual(rows.slice(0, 5));
      expect(await audit().read({ after: 5, limit: 5 })).toEqual(rows.slice(5, 10));
      expect(await audit().read({ after: 10, limit: 5 })).toEqual(rows.slice(10));
      expect(await audit().read({ after: 11, limit: 5 })).toEqual([]);
    });

    it('forgets what is personal to one customer, and nothing else', async () => {
      const rows = [rowOf(1), rowOf(2, 'globex'), rowOf(3, null), rowOf(4)];
      await audit().append(rows, EMPTY);
      for (const [customerId, mark] of [
        ['acme', 'mark-1'],
        ['acme', 'mark-1'],
        ['nobody', 'mark-2'],
      ] as const)
        await audit().forget(customerId, mark);
      const forget = (row: AuditRow) => ({ ...row, id: forgottenId(row.seq), customerId: 'mark-1', personal: null });
      const forgotten = rows.map((row) => (row.customerId === 'acme' ? forget(row) : row));
      expect(await audit().read({ after: 0, limit: 10 })).toEqual(forgotten);
      expect(await audit().list({ customerId: 'acme', before: null, limit: 10 })).toEqual([]);
      expect(await audit().list({ customerId: 'mark-1', before: null, limit: 10 })).toEqual([forgotten[3], forgotten[0]]);
      expect(await audit().append([rowOf(5, 'acme', 'change-1')], headOf(rowOf(4)))).toMatchObject({ appended: true });
    });
  });
}
