import { BillingError } from '@plimsoll/contract';
import { withDeadline } from '../deadline.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Store } from '../store.ts';

/** A store whose reads reject with `store_unavailable` when they take too long. Writes are not touched: giving up on one would hide what it did. */
export function promptReads(store: Store, { runtime, deadlineMs: ms }: { runtime: Runtime; deadlineMs: number }): Store {
  const error = () => new BillingError('store_unavailable', `The store did not answer within ${ms} ms.`, { retryAfterMs: 1000 });
  const promptly = <T>(reading: Promise<T>): Promise<T> => withDeadline(reading, { runtime, ms, error });
  const { ledger, snapshots, inbox, outbox, records, payments, audit, erasure, changes } = store;
  return {
    name: store.name,
    // Some stores learn theirs from their server, when they open.
    get capabilities() {
      return store.capabilities;
    },
    ledger: {
      batching: ledger.batching,
      apply: (commands) => ledger.apply(commands),
      expire: (limit) => ledger.expire(limit),
      prune: (older) => ledger.prune(older),
      readAccounts: (keys) => promptly(ledger.readAccounts(keys)),
      readEntry: (key) => promptly(ledger.readEntry(key)),
      listEntries: (page) => promptly(ledger.listEntries(page)),
      readHistory: (query) => promptly(ledger.readHistory(query)),
    },
    snapshots: {
      write: (snapshot, expectedRevision) => snapshots.write(snapshot, expectedRevision),
      read: (customerId) => promptly(snapshots.read(customerId)),
      findCustomer: (provider, providerCustomerId) => promptly(snapshots.findCustomer(provider, providerCustomerId)),
      list: (page) => promptly(snapshots.list(page)),
    },
    ...{ inbox, outbox, records, audit, erasure },
    payments: {
      upsert: (customerId, rows) => payments.upsert(customerId, rows),
      list: (page) => promptly(payments.list(page)),
    },
    changes: {
      subscribe: (listener) => changes.subscribe(listener),
      version: (customerId) => promptly(changes.version(customerId)),
    },
    losses: store.losses,
    open: () => store.open(),
    close: () => store.close(),
    now: () => promptly(store.now()),
  };
}
