import type { SnapshotStore } from '../../store.ts';
import type { Snapshot } from '../../subscription/snapshot.ts';
import type { Raise } from './memory-changes.ts';
import type { MemoryGround } from './memory-ground.ts';

/** Snapshots by customer, kept as text so that nobody shares an object with the store. */
export function createMemorySnapshots({ step, goings }: Pick<MemoryGround, 'step' | 'goings'>, raise: Raise): SnapshotStore {
  const texts = new Map<string, string>();
  goings.push({ erase: ({ customerId }) => void texts.delete(customerId) });
  const read = (customerId: string): Snapshot | null => {
    const text = texts.get(customerId);
    return text === undefined ? null : (JSON.parse(text) as Snapshot);
  };
  return {
    read: (customerId) => step(() => read(customerId)),
    write: (snapshot, expectedRevision) =>
      step(() => {
        const { customerId } = snapshot;
        if ((read(customerId)?.revision ?? 0) !== expectedRevision) return false;
        texts.set(customerId, JSON.stringify({ ...snapshot, revision: expectedRevision + 1 }));
        raise([customerId], 'snapshot');
        return true;
      }),
    findCustomer: (provider, providerCustomerId) =>
      step(() => {
        const bound = [...texts.keys()].sort().find((customerId) => {
          const snapshot = read(customerId);
          return snapshot?.provider === provider && snapshot.providerCustomerId === providerCustomerId;
        });
        return bound ?? null;
      }),
    list: ({ after, limit }) =>
      step(() =>
        [...texts.keys()]
          .filter((customerId) => customerId > after)
          .sort()
          .slice(0, limit),
      ),
  };
}
