import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import { createAuditLog } from './audit-log.ts';
import type { AuditNote } from './audit-note.ts';
import type { AuditRow, AuditStore } from './audit-store.ts';
import { readContent, verifyChain } from './verify-chain.ts';

const noteOf = (id: string, more: Partial<AuditNote> = {}): AuditNote => ({
  ...{ id, at: 1, action: 'account.changed', customerId: 'acme', source: { kind: 'webhook', id: 'event-1', type: 'order.paid' } },
  ...{ detail: { b: 1, a: [{ d: null, c: 'ä' }] }, reason: null, ...more },
});
const verify = (audit: AuditStore, after = 0, limit = 1000) => verifyChain({ audit, runtime: systemRuntime }, { after, limit });
const all = (audit: AuditStore) => audit.read({ after: 0, limit: 10_000 });

async function filled(count: number): Promise<AuditStore> {
  const { audit } = memoryStore();
  const log = createAuditLog(audit, systemRuntime);
  for (let at = 1; at <= count; at += 1) await log.tell(noteOf(`change-${at}`, { reason: at % 2 === 0 ? `because ${at}` : null }));
  return audit;
}

/** The log with one row written over, as somebody with the database in hand would do it. */
function tampered(audit: AuditStore, seq: number, change: (row: AuditRow) => AuditRow | null): AuditStore {
  const over = (rows: readonly AuditRow[]) => rows.flatMap((row) => (row.seq === seq ? (change(row) ?? []) : row));
  return { ...audit, read: async (page) => over(await audit.read(page)) };
}

describe('the audit log', () => {
  it('has one row for each change, whichever process tells of it how often and when, and never forks', async () => {
    const told = fc.array(fc.record({ change: fc.nat(12), process: fc.nat(2), together: fc.boolean() }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(told, async (tellings) => {
        const { audit } = memoryStore();
        const processes = [0, 1, 2].map(() => createAuditLog(audit, systemRuntime));
        let underWay: Promise<unknown>[] = [];
        for (const { change, process, together } of tellings) {
          underWay.push(processes[process]?.tell(noteOf(`change-${change}`)) ?? Promise.resolve());
          if (!together) underWay = [void (await Promise.all(underWay))].flatMap(() => []);
        }
        await Promise.all(underWay);
        const changes = new Set(tellings.map(({ change }) => `change-${change}`));
        const rows = await all(audit);
        expect(rows.map(({ id }) => id).sort()).toEqual([...changes].sort());
        expect(await verify(audit)).toEqual({ checked: changes.size, broken: null, next: null });
      }),
      { numRuns: 60 },
    );
  });

  it('tells after a write whose outcome was unknown that it has the row, and goes on behind it', async () => {
    const { audit } = memoryStore();
    let answers = false;
    const lossy: AuditStore = {
      ...audit,
      async append(rows, expected) {
        const outcome = await audit.append(rows, expected);
        if (!answers) throw new Error('the answer was lost');
        return outcome;
      },
    };
    const log = createAuditLog(lossy, systemRuntime);
    // The first try only finds where the log ends, when it is not empty; here it writes, and nobody hears of it.
    await expect(log.tell(noteOf('change-1'))).rejects.toThrow('the answer was lost');
    answers = true;
    await log.tell(noteOf('change-1'));
    await log.tell(noteOf('change-2'));
    expect((await all(audit)).map(({ id }) => id)).toEqual(['change-1', 'change-2']);
    expect(await verify(audit)).toMatchObject({ checked: 2, broken: null });
  });

  it('is checked page by page, and each page says where to go on', async () => {
    const audit = await filled(10);
    expect(await verify(audit, 0, 4)).toEqual({ checked: 4, broken: null, next: 4 });
    expect(await verify(audit, 4, 4)).toEqual({ checked: 4, broken: null, next: 8 });
    expect(await verify(audit, 8, 4)).toEqual({ checked: 2, broken: null, next: null });
    expect(await verify(audit, 10, 4)).toEqual({ checked: 0, broken: null, next: null });
    expect(await verify(audit, 11, 4)).toMatchObject({ broken: { seq: 11 } });
  });

  it.each<[string, (row: AuditRow) => AuditRow | null]>([
    ['another content', (row) => ({ ...row, content: row.content.replace('order.paid', 'order.made') })],
    ['nothing beside its content', (row) => ({ ...row, personal: null })],
    ['another hash', (row) => ({ ...row, hash: '0'.repeat(64) })],
    ['another customer in its column', (row) => ({ ...row, customerId: 'globex' })],
    ['another id in its column', (row) => ({ ...row, id: 'change-x' })],
    ['another reason', (row) => ({ ...row, personal: JSON.stringify({ salt: 'x', reason: 'no reason' }) })],
    ['nothing in its place', () => null],
  ])('is found to be broken where a row has %s', async (_name, change) => {
    const audit = tampered(await filled(9), 6, change);
    expect(await verify(audit)).toEqual({ checked: 5, broken: { seq: 6, problem: expect.any(String) }, next: null });
  });

  it('still holds when what is personal was forgotten, and keeps nothing of it', async () => {
    const audit = await filled(6);
    expect(JSON.stringify(await all(audit))).toContain('because 4');
    await audit.forget('acme', 'mark');
    const rows = await all(audit);
    expect(JSON.stringify(rows)).not.toMatch(/because|acme|change-/);
    expect(await verify(audit)).toEqual({ checked: 6, broken: null, next: null });
    expect(readContent(rows[1]?.content ?? '')).toMatchObject({
      action: 'account.changed',
      personal: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});
