import type { Change, SnapshotStore } from '../../store.ts';
import type { Snapshot } from '../../subscription/snapshot.ts';
import type { Engine } from './engine.ts';
import type { PostgresChanges } from './postgres-changes.ts';
import { newStamp } from './stamp.ts';

/** What is known of each customer at the provider: one document, with the columns by which it is found. */
export function createPostgresSnapshots({ engine, changes }: { engine: Engine; changes: PostgresChanges }): SnapshotStore {
  return {
    async read(customerId) {
      const [row] = await engine.read<{ document: string }>('read-snapshot', { customerId });
      return row === undefined ? null : (JSON.parse(row.document) as Snapshot);
    },
    async write(snapshot, expectedRevision) {
      const { customerId, provider, providerCustomerId } = snapshot;
      const revision = expectedRevision + 1;
      const document = JSON.stringify({ ...snapshot, revision });
      const raised = await engine.write(async (transaction) => {
        const parameters = { customerId, provider, providerCustomerId, revision, document, expectedRevision };
        if ((await transaction.run('write-snapshot', parameters)) > 0)
          return transaction.all<Omit<Change, 'about'>>('raise-version', { customerId, stamp: newStamp() });
        transaction.abandon();
        return null;
      });
      changes.publish((raised ?? []).map((change) => ({ ...change, about: 'snapshot' })));
      return raised !== null;
    },
    async findCustomer(provider, providerCustomerId) {
      const [row] = await engine.read<{ customerId: string }>('find-customer', { provider, providerCustomerId });
      return row?.customerId ?? null;
    },
    async list({ after, limit }) {
      const rows = await engine.read<{ customerId: string }>('list-customers', { after, limit });
      return rows.map(({ customerId }) => customerId);
    },
  };
}
