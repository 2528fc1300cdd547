import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../store.ts';
import { describeChanges } from './changes.ts';
import { describeConcurrency } from './concurrency.ts';
import { describeInbox } from './inbox.ts';
import { describeIsolation } from './isolation.ts';
import { describeLedgerCommands } from './ledger-commands.ts';
import { describeLedgerReads } from './ledger-reads.ts';
import { describeLifecycle } from './lifecycle.ts';
import { describeOutbox } from './outbox.ts';
import { describeRecords } from './records.ts';
import { describeReservations } from './reservations.ts';
import { describeSnapshots } from './snapshots.ts';

/** An empty store of its own for one test. */
export interface StoreFixture {
  /** Open or not: the suite opens it. */
  readonly store: Store;
  /** Moves the store's clock forward. */
  advance(ms: number): void | Promise<void>;
  /** Closes the store and takes away what it kept. */
  dispose(): Promise<void>;
}

export interface StoreSetup {
  create(): Promise<StoreFixture>;
}

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
    describeSnapshots(current);
    describeInbox(current);
    describeOutbox(current);
    describeRecords(current);
    describeChanges(current);
    describeConcurrency(current);
    describeIsolation(current, setup);
  });
}
