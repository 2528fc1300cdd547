import type { SnapshotStore } from '../../store.ts';
import type { Snapshot } from '../../subscription/snapshot.ts';
import type { Engine } from './engine.ts';
import type { SqliteChanges } from './sqlite-changes.ts';

/** What is known of each customer at the provider: one document, with the columns by which it is found. */
export function createSqliteSnapshots({ engine, changes }: { engine: Engine; changes: SqliteChanges }): SnapshotStore {
  return {
    read: (customerId) =>
      engine.read((statements) => {
        const [row] = statements.all<{ document: string }>('read-snapshot', { customerId });
        return row === undefined ? null : (JSON.parse(row.document) as Snapshot);
      }),
    async write(snapshot, expectedRevision) {
      const { customerId, provider, providerCustomerId } = snapshot;
      const revision = expectedRevision + 1;
      const document = JSON.stringify({ ...snapshot, revision });
      const version = await engine.write((statements, journal) => {
        const parameters = { customerId, provider, providerCustomerId, revision, document, expectedRevision };
        if (statements.run('write-snapshot', parameters) === 0) return null;
        journal.catchUp();
        const raised = journal.raise(customerId);
        return raised;
      });
      if (version !== null) changes.publish([{ customerId, version, about: 'snapshot' }]);
      return version !== null;
    },
    findCustomer: (provider, providerCustomerId) =>
      engine.read((statements) => {
        const [row] = statements.all<{ customerId: string }>('find-customer', { provider, providerCustomerId });
        return row?.customerId ?? null;
      }),
    list: ({ after, limit }) =>
      engine.read((statements) =>
        statements.all<{ customerId: string }>('list-customers', { after, limit }).map(({ customerId }) => customerId),
      ),
  };
}
