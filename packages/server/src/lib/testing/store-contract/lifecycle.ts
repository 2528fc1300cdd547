import { isBillingError } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import { readAccount, spend } from './sample-commands.ts';
import type { StoreFixture } from './store-fixture.ts';

export function describeLifecycle(current: () => StoreFixture): void {
  describe('open and close', () => {
    it('opens again without an effect, also several times at once', async () => {
      const { store } = current();
      await store.ledger.apply([spend('1')]);
      await Promise.all([store.open(), store.open(), store.open()]);
      expect(await readAccount(store)).toMatchObject({ used: 1 });
    });

    it('closes more than once', async () => {
      const { store } = current();
      await Promise.all([store.close(), store.close()]);
      await store.close();
    });

    it('rejects with store_unavailable after it was closed', async () => {
      const { store } = current();
      await store.close();
      const calls = [
        () => store.open(),
        () => store.now(),
        () => store.ledger.apply([spend('1')]),
        () => store.snapshots.read('acme'),
        () => store.inbox.summary(),
        () => store.outbox.claim({ limit: 1, leaseMs: 1 }),
        () => store.records.read('key'),
        () => store.changes.version('acme'),
      ];
      for (const call of calls) await expect(call()).rejects.toSatisfy((error) => isBillingError(error, 'store_unavailable'));
    });

    it('finishes what was asked before it closes', async () => {
      const { store } = current();
      const applied = store.ledger.apply([spend('1')]);
      const closed = store.close();
      expect(await applied).toMatchObject([{ ok: true }]);
      await closed;
    });

    it('has a clock that the fixture can move', async () => {
      const { store, advance } = current();
      const before = await store.now();
      await advance(90_000);
      expect((await store.now()) - before).toBeGreaterThanOrEqual(90_000);
      expect((await store.now()) - before).toBeLessThan(150_000);
    });
  });
}
