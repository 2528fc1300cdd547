import type { SnapshotStore } from '../../store.ts';
import type { Snapshot } from '../../subscription/snapshot.ts';
import type { Ground } from './ground.ts';
import { listCustomers } from './list-customers.ts';

/** Snapshots in the bucket of their customer; bindings in buckets of their own. */
export function createRedisSnapshots(ground: Ground): SnapshotStore {
  const { engine, keyspace, changes, losses } = ground;
  const read = (customerId: string) =>
    engine.run<Snapshot | null>('read-snapshot', { keys: [keyspace.bucketOf(customerId)], args: [customerId] });
  const bindingKeys = (provider: string, providerCustomerId: string) => [keyspace.bucketOf(`${provider}\u0000${providerCustomerId}`)];

  // Noted before the snapshot says so and never taken back: whoever looks it up asks the snapshot, so one too many does no harm.
  async function noteBinding({ customerId, provider, providerCustomerId }: Snapshot): Promise<void> {
    if (providerCustomerId === null) return;
    const args = [provider, providerCustomerId, customerId];
    await engine.run<null>('note-binding', { keys: bindingKeys(provider, providerCustomerId), args });
  }

  return {
    read: (customerId) => engine.step(() => read(customerId)),
    write: (snapshot, expectedRevision) =>
      engine.step(async () => {
        await noteBinding(snapshot);
        const { customerId } = snapshot;
        const revision = expectedRevision + 1;
        const customers = [customerId];
        const document = JSON.stringify({ ...snapshot, revision });
        const args = [changes.channel, changes.beginning('snapshot', customers), customerId, document, revision, expectedRevision];
        const compare = losses.expect(customers);
        const version = await engine.run<number>('write-snapshot', { keys: [keyspace.bucketOf(customerId)], args });
        compare([version]);
        changes.publish({ about: 'snapshot', customers, versions: [version] });
        return version > 0;
      }),
    findCustomer: (provider, providerCustomerId) =>
      engine.step(async () => {
        const parameters = { keys: bindingKeys(provider, providerCustomerId), args: [provider, providerCustomerId] };
        const noted = await engine.run<string[]>('find-bindings', parameters);
        const snapshots = await Promise.all(noted.sort().map(read));
        const bound = snapshots.find((snapshot) => snapshot?.provider === provider && snapshot.providerCustomerId === providerCustomerId);
        return bound?.customerId ?? null;
      }),
    list: (page) => engine.step(() => listCustomers(ground, page)),
  };
}
