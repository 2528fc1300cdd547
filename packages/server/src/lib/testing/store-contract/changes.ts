import { describe, expect, it, vi } from 'vitest';
import type { Change } from '../../store.ts';
import { applyOne, reserve, spend } from './sample-commands.ts';
import { snapshotOf } from './sample-snapshot.ts';
import type { StoreFixture } from './store-fixture.ts';

export function describeChanges(current: () => StoreFixture): void {
  describe('changes', () => {
    it('give each customer a version that grows once per step, from 0', async () => {
      const { store } = current();
      expect(await store.changes.version('acme')).toBe(0);
      await store.ledger.apply([spend('1'), spend('2'), spend('1', { customerId: 'globex' })]);
      expect(await store.changes.version('acme')).toBe(1);
      await store.snapshots.write(snapshotOf('acme'), 0);
      expect(await store.changes.version('acme')).toBe(2);
      expect(await store.changes.version('globex')).toBe(1);
    });

    it('tell every listener of every change, with its version and what it is about', async () => {
      const { store } = current();
      const heard: Change[] = [];
      store.changes.subscribe((change) => heard.push(change));
      await applyOne(store, spend('1'));
      await store.snapshots.write(snapshotOf('globex'), 0);
      await vi.waitFor(() => expect(heard).toHaveLength(2));
      expect(heard).toEqual([
        { customerId: 'acme', version: 1, about: 'ledger' },
        { customerId: 'globex', version: 1, about: 'snapshot' },
      ]);
    });

    it('tell of a change only when it can be read', async () => {
      const { store } = current();
      const seen: Promise<number>[] = [];
      store.changes.subscribe(({ customerId }) => seen.push(store.changes.version(customerId)));
      await applyOne(store, spend('1'));
      await vi.waitFor(() => expect(seen).toHaveLength(1));
      expect(await seen[0]).toBe(1);
    });

    it('tell of nothing when nothing changed', async () => {
      const { store } = current();
      const listener = vi.fn();
      await applyOne(store, spend('1'));
      await vi.waitFor(async () => expect(await store.changes.version('acme')).toBe(1));
      store.changes.subscribe(listener);
      await store.ledger.apply([spend('1'), spend('2', { units: 99 })]);
      await store.snapshots.write(snapshotOf('acme'), 7);
      await applyOne(store, spend('marker', { customerId: 'marker' }));
      await vi.waitFor(() => expect(listener).toHaveBeenCalled());
      expect(listener.mock.calls).toEqual([[{ customerId: 'marker', version: 1, about: 'ledger' }]]);
    });

    it('tell of reservations that a sweep ended', async () => {
      const { store, advance } = current();
      await applyOne(store, reserve('1', { ttlMs: 1000 }));
      const listener = vi.fn();
      store.changes.subscribe(listener);
      await advance(1000);
      await store.ledger.expire(10);
      await vi.waitFor(() => expect(listener).toHaveBeenCalledWith({ customerId: 'acme', version: 2, about: 'ledger' }));
    });

    it('stop for who asked to stop', async () => {
      const { store } = current();
      const [stopped, kept] = [vi.fn(), vi.fn()];
      const stop = store.changes.subscribe(stopped);
      store.changes.subscribe(kept);
      stop();
      stop();
      await applyOne(store, spend('1'));
      await vi.waitFor(() => expect(kept).toHaveBeenCalledOnce());
      expect(stopped).not.toHaveBeenCalled();
    });

    it('reach the others, and leave the write whole, when one listener throws', async () => {
      const { store } = current();
      const other = vi.fn();
      store.changes.subscribe(() => {
        throw new Error('a listener that is broken');
      });
      store.changes.subscribe(other);
      expect(await applyOne(store, spend('1'))).toMatchObject({ ok: true });
      await vi.waitFor(() => expect(other).toHaveBeenCalledOnce());
    });
  });
}
