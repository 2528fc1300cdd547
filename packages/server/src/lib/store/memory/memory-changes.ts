import type { Change, ChangeFeed } from '../../store.ts';
import { createChangeHub } from '../change-hub.ts';
import type { MemoryGround } from './memory-ground.ts';

/** Raises the version of each customer and tells the listeners once the step is over. */
export type Raise = (customerIds: readonly string[], about: Change['about']) => void;

/** Versions of customers, and who hears of them. */
export function createMemoryChanges({ step, goings }: MemoryGround): { feed: ChangeFeed; raise: Raise } {
  const versions = new Map<string, number>();
  const hub = createChangeHub();
  goings.push({
    erase({ customerId }) {
      versions.delete(customerId);
      queueMicrotask(() => hub.publish([{ customerId, version: 0, about: 'snapshot' }]));
    },
  });
  return {
    feed: {
      version: (customerId) => step(() => versions.get(customerId) ?? 0),
      subscribe: hub.subscribe,
    },
    raise(customerIds, about) {
      const changes = customerIds.map((customerId) => ({ customerId, version: (versions.get(customerId) ?? 0) + 1, about }));
      for (const { customerId, version } of changes) versions.set(customerId, version);
      // Later, so that a listener that writes again cannot come between the parts of this step.
      queueMicrotask(() => hub.publish(changes));
    },
  };
}
