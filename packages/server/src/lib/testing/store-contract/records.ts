import { describe, expect, it } from 'vitest';
import type { StoreFixture } from './store-fixture.ts';

export function describeRecords(current: () => StoreFixture): void {
  const records = () => current().store.records;
  const write = (expectedRevision: number, value: unknown, ttlMs: number | null = null) =>
    records().write('key', { value, expectedRevision, ttlMs });

  async function revision(): Promise<number> {
    return (await records().read('key'))?.revision ?? 0;
  }

  describe('records', () => {
    it('are null before they are written and hold any JSON after', async () => {
      expect(await records().read('key')).toBeNull();
      for (const value of [{ a: [1, null, 'x'] }, 'text', 0, false, null, Number.MAX_SAFE_INTEGER]) {
        expect(await write(await revision(), value)).toBe(true);
        expect((await records().read('key'))?.value).toEqual(value);
      }
    });

    it('are written only by who saw the last revision', async () => {
      expect(await write(1, 'nobody')).toBe(false);
      expect(await write(0, 'first')).toBe(true);
      const seen = await revision();
      expect(await write(0, 'blind')).toBe(false);
      expect(await write(seen, 'second')).toBe(true);
      expect(await write(seen, 'stale')).toBe(false);
      expect((await records().read('key'))?.value).toBe('second');
    });

    it('are gone at the end of their time, and free to be written', async () => {
      const { advance } = current();
      await write(0, 'lease', 60_000);
      await advance(30_000);
      expect(await write(0, 'thief', 60_000)).toBe(false);
      await advance(30_000);
      expect(await records().read('key')).toBeNull();
      expect(await write(0, 'next', 60_000)).toBe(true);
    });

    it('take their time from the last write', async () => {
      const { advance } = current();
      await write(0, 'short', 1000);
      await write(await revision(), 'kept', null);
      await advance(86_400_000);
      expect((await records().read('key'))?.value).toBe('kept');
    });

    it('never show a revision again, so that an old holder cannot write over a new one', async () => {
      const { advance } = current();
      await write(0, 'old', 1000);
      const old = await revision();
      await advance(1000);
      await write(0, 'new', 1000);
      expect(await write(old, 'zombie')).toBe(false);
      await records().remove('key');
      await write(0, 'newest', 1000);
      expect(await write(old, 'zombie')).toBe(false);
      expect((await records().read('key'))?.value).toBe('newest');
    });

    it('are removed, also when they are not there', async () => {
      await write(0, 'here');
      await records().remove('key');
      await records().remove('key');
      expect(await records().read('key')).toBeNull();
    });

    it('do not change with the object that was written or read', async () => {
      const value = { list: [1] };
      await write(0, value);
      value.list.push(2);
      const read = await records().read('key');
      expect(read?.value).toEqual({ list: [1] });
    });

    it('keep keys apart', async () => {
      await records().write('a', { value: 1, expectedRevision: 0, ttlMs: null });
      await records().write('b', { value: 2, expectedRevision: 0, ttlMs: null });
      await records().remove('a');
      expect((await records().read('b'))?.value).toBe(2);
    });
  });
}
