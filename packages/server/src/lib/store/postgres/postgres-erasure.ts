import type { Erasure, ErasureOutcome, ErasureStore } from '../../erasure/erasure-store.ts';
import { isAbout, stripEvent } from '../../erasure/strip-event.ts';
import type { ProviderEvent } from '../../provider.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import type { Database, Engine } from './engine.ts';
import type { Journal } from './journal.ts';
import type { PostgresChanges } from './postgres-changes.ts';
import type { Transaction } from './transaction.ts';

interface Ground {
  readonly engine: Engine;
  readonly changes: PostgresChanges;
  readonly journal: Journal;
}

// A webhook is read into memory to be looked at: so many at a time.
const PAGE = 500;

/** Takes a customer out of all tables in one transaction, then out of the webhooks page by page. */
export function createPostgresErasure({ engine, changes, journal }: Ground): ErasureStore {
  return {
    nameMark: () => `erased-${systemRuntime.uuid()}`,
    erase: (erasure) =>
      engine.enter(async (database) => {
        const outcome = await database.write((transaction) => eraseRows(transaction, journal, erasure));
        if (outcome !== 'erased') return outcome;
        changes.publish([{ customerId: erasure.customerId, version: 0, about: 'snapshot' }]);
        await stripInbox(database, erasure);
        return outcome;
      }),
  };
}

async function eraseRows(transaction: Transaction, journal: Journal, { customerId, mark, dropUsage }: Erasure): Promise<ErasureOutcome> {
  // In this order: only who has the lock of the customer writes to the journal of it. One that is not there could not be locked.
  transaction.send('add-customers', { customers: [customerId] });
  await transaction.all('lock-customer', { customerId });
  journal.empty(transaction);
  const held = await transaction.all('find-held', { customerId });
  const [counted] = await transaction.all<{ unsent: number }>('summarize-unsent', { customerId });
  if (held.length > 0) return 'held';
  if (!dropUsage && counted !== undefined && counted.unsent > 0) return 'unsent';
  await transaction.run('clear-customer', { customerId, mark });
  return 'erased';
}

async function stripInbox(database: Database, erasure: Erasure): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await database.read<{ seq: number; event: string }>('page-inbox', { after, limit: PAGE });
    for (const { seq, event: text } of rows) {
      const event = JSON.parse(text) as ProviderEvent;
      const stripped = { seq, event: JSON.stringify(stripEvent(event)) };
      if (isAbout(event, erasure)) await database.write((transaction) => transaction.run('strip-inbox', stripped));
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.seq ?? after;
  }
}
