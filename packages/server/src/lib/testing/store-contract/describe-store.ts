import { afterEach, beforeEach, describe } from 'vitest';
import { describeChanges } from './changes.ts';
import { describeConcurrency } from './concurrency.ts';
import { describeInbox } from './inbox.ts';
import { describeIsolation } from './isolation.ts';
import { describeLedgerCommands } from './ledger-commands.ts';
import { describeLedgerPrune } from './ledger-prune.ts';
import { describeLedgerReads } from './ledger-reads.ts';
import { describeLifecycle } from './lifecycle.ts';
import { describeOutbox } from './outbox.ts';
import { describeRecords } from './records.ts';
import { describeReservations } from './reservations.ts';
import { describeSnapshots } from './snapshots.ts';
import type { StoreFixture, StoreSetup } from './store-fixture.ts';

/** Proves that a store keeps the laws of the port. Runs under Vitest; nothing can be switched off. */
export function describeStore(name: string, setup: StoreSetup): void {
  describe(`store: ${name}`, () => {
    let fixture: StoreFixture | undefined;
    beforeEach(async () => {
      fixture = await setup.create();
      await fixture.store.open();
    });
    afterEach(() => fixture?.dispose());

    const current = (): StoreFixture => {
      if (fixture === undefined) throw new Error('A store is there only while a test runs.');
      return fixture;
    };
    describeLifecycle(current);
    describeLedgerCommands(current);
    describeReservations(current);
    describeLedgerReads(current);
    describeLedgerPrune(current);
    describeSnapshots(current);
    describeInbox(current);
    describeOutbox(current);
    describeRecords(current);
    describeChanges(current);
    describeConcurrency(current);
    describeIsolation(current, setup);
  });
}
