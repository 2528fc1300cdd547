import type { Store } from '../store.ts';
import type { KnownCustomers } from './known-customers.ts';

/** A store whose written snapshots are known no more, whatever became of the write: at once, not when the store tells of the change. */
export function forgetWritten(store: Store, known: Pick<KnownCustomers, 'forget'>): Store {
  const { snapshots } = store;
  return {
    ...store,
    // Some stores learn theirs from their server, when they open.
    get capabilities() {
      return store.capabilities;
    },
    snapshots: {
      ...snapshots,
      write: (snapshot, expectedRevision) => snapshots.write(snapshot, expectedRevision).finally(() => known.forget(snapshot.customerId)),
    },
  };
}
