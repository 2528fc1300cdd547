import { describe, expect, it } from 'vitest';
import { snapshotOf } from './sample-snapshot.ts';
import type { StoreFixture } from './store-fixture.ts';

export function describeSnapshots(current: () => StoreFixture): void {
  describe('snapshots', () => {
    it('are null before the first write, and whole after it', async () => {
      const { store } = current();
      expect(await store.snapshots.read('acme')).toBeNull();
      expect(await store.snapshots.write(snapshotOf('acme'), 0)).toBe(true);
      expect(await store.snapshots.read('acme')).toEqual(snapshotOf('acme', { revision: 1 }));
    });

    it('are written only by who saw the last revision', async () => {
      const { store } = current();
      await store.snapshots.write(snapshotOf('acme'), 0);
      expect(await store.snapshots.write(snapshotOf('acme', { syncedAt: 2 }), 0)).toBe(false);
      expect(await store.snapshots.write(snapshotOf('acme', { syncedAt: 2 }), 2)).toBe(false);
      expect(await store.snapshots.write(snapshotOf('globex'), 1)).toBe(false);
      expect(await store.snapshots.read('acme')).toMatchObject({ syncedAt: 1, revision: 1 });
      expect(await store.snapshots.read('globex')).toBeNull();
      expect(await store.snapshots.write(snapshotOf('acme', { syncedAt: 3 }), 1)).toBe(true);
      expect(await store.snapshots.read('acme')).toMatchObject({ syncedAt: 3, revision: 2 });
    });

    it('raise the version of their customer when they are written, and only then', async () => {
      const { store } = current();
      await store.snapshots.write(snapshotOf('acme'), 0);
      await store.snapshots.write(snapshotOf('acme'), 0);
      expect(await store.changes.version('acme')).toBe(1);
      expect(await store.changes.version('globex')).toBe(0);
    });

    it('are found by what they are bound to now, at that provider', async () => {
      const { store } = current();
      await store.snapshots.write(snapshotOf('acme', { providerCustomerId: null }), 0);
      expect(await store.snapshots.findCustomer('polar', 'cus_acme')).toBeNull();
      await store.snapshots.write(snapshotOf('acme'), 1);
      expect(await store.snapshots.findCustomer('polar', 'cus_acme')).toBe('acme');
      expect(await store.snapshots.findCustomer('stripe', 'cus_acme')).toBeNull();
      await store.snapshots.write(snapshotOf('acme', { providerCustomerId: 'cus_other' }), 2);
      expect(await store.snapshots.findCustomer('polar', 'cus_acme')).toBeNull();
      expect(await store.snapshots.findCustomer('polar', 'cus_other')).toBe('acme');
    });

    it('list every customer once, in ascending order, page by page', async () => {
      const { store } = current();
      const ids = Array.from({ length: 25 }, (_, index) => `customer-${String((index * 7) % 25).padStart(2, '0')}`);
      for (const id of ids) await store.snapshots.write(snapshotOf(id), 0);
      const listed: string[] = [];
      for (let after = ''; ; ) {
        const page = await store.snapshots.list({ after, limit: 10 });
        expect(page.length).toBeLessThanOrEqual(10);
        listed.push(...page);
        const last = page.at(-1);
        if (last === undefined) break;
        after = last;
      }
      expect(listed).toEqual([...ids].sort());
    });

    it('do not change with the object that was written or read', async () => {
      const { store } = current();
      const rows = [...snapshotOf('acme').rows];
      await store.snapshots.write(snapshotOf('acme', { rows }), 0);
      rows.pop();
      const read = await store.snapshots.read('acme');
      expect(read?.rows).toHaveLength(1);
      Object.assign(read ?? {}, { rows: [] });
      expect((await store.snapshots.read('acme'))?.rows).toHaveLength(1);
    });
  });
}
