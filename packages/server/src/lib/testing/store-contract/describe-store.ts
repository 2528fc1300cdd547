import { afterEach, beforeEach, describe } from 'vitest';
import { describeAudit } from './audit.ts';
import { describeChanges } from './changes.ts';
import { describeConcurrency } from './concurrency.ts';
import { describeEntryPages } from './entry-pages.ts';
import { describeErasure } from './erasure.ts';
import { describeInbox } from './inbox.ts';
import { describeIsolation } from './isolation.ts';
import { describeLedgerCommands } from './ledger-commands.ts';
import { describeLedgerPrune } from './ledger-prune.ts';
import { describeLedgerReads } from './ledger-reads.ts';
import { describeLifecycle } from './lifecycle.ts';
import { describeOutbox } from './outbox.ts';
import { describePayments } from './payments.ts';
import { describeRecords } from './records.ts';
import { describeRefunds } from './refunds.ts';
import { describeReservations } from './reservations.ts';
import { describeRevokes } from './revokes.ts';
import { describeSnapshots } from './snapshots.ts';
import type { StoreFixture, StoreSetup } from './store-fixture.ts';

/**
 * Proves that a store keeps the laws of the port. Runs under Vitest; nothing can be switched off. What `lib/store.ts` and `decide` do not
 * say in so many words, and every store must do alike:
 *
 * - **Ill-formed commands** (`isWellFormed`) are answered `invalid` and must not reach the engine: load by `entryKeysOf`, `meterKeysOf`
 *   and `accountKeysOf`, which leave them out; a store that decides elsewhere filters them first. The rest of the batch goes on.
 * - **A step without writes raises no version** and publishes nothing: refused, repeated, stale (`release` of an earlier attempt) and
 *   extensions to what is held already.
 * - **Release** compares `attempt` first: a stale one is `ok` and `repeated`, whatever became of the entry since.
 * - **Extend and commit** post in the windows of the reservation; `policyNow` says which limits rule there, and that policy is kept.
 * - **Commit** answers `too_large` by all units that no account holds yet: held overrun (shadow) is in none.
 * - **A refunded id is over**: `refund` again is `ok` and `repeated`; `spend`, `record` and `reserve` with the same arguments, `commit`,
 *   `extend` and `release` are `resolved`, so that nobody works for nothing under it. Other arguments are a `conflict` as ever.
 * - **Refund** sets `settledAt`, keeps `eventId` and overage and overrun, adds no outbox row, and subtracts allowance and credits from
 *   the hour of the commit (`settledAt` before) and the entry's user. One batch may change an hour several times, up and down.
 * - **Revoke** names by its units all that is to be taken back under its id: the same or fewer again is `ok` and `repeated`, more takes the
 *   difference, of what is neither used nor held. Another meter, or an id of something else, is a `conflict`. It has no `settledAt`.
 * - **History** stays within 0 and 2^53-1; hours without units are not listed.
 * - **Prune** forgets entries with `settledAt < now - thanMs`, the longest settled first, never a grant or a revoke and never what is `reserved`,
 *   due or not. Accounts, history, outbox and versions stay. The id is new afterwards, its attempts begin at 1.
 * - **Revive** keeps a row's place and arrival time; it is due at once, with no attempts, no lease and no reason. For the inbox any ended
 *   row, for the outbox parked rows only.
 * - **Erase** leaves units per day (UTC) and meter under the mark, without a user; what is held, due or not, and usage that costs something is
 *   in the way. Parked usage that costs nothing goes. A webhook keeps its place, state and lease, and loses its error.
 */
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
    describeRefunds(current);
    describeRevokes(current);
    describeLedgerReads(current);
    describeLedgerPrune(current);
    describeEntryPages(current);
    describeSnapshots(current);
    describeInbox(current);
    describeOutbox(current);
    describePayments(current);
    describeRecords(current);
    describeAudit(current);
    describeErasure(current);
    describeChanges(current);
    describeConcurrency(current);
    describeIsolation(current, setup);
  });
}
