import type { Change, ChangeFeed } from '../../store.ts';
import { createChangeHub } from '../change-hub.ts';
import type { Engine } from './engine.ts';

/** Versions of customers. The journal raises them inside a write; listeners are told after it. */
export interface SqliteChanges {
  readonly feed: ChangeFeed;
  /** Tells the listeners of this process. */
  publish(changes: readonly Change[]): void;
}

/** Versions live in the file, so every process sees all of them; listeners hear of the changes of their own process. */
export function createSqliteChanges(engine: Engine): SqliteChanges {
  const hub = createChangeHub();
  return {
    feed: {
      version: (customerId) =>
        engine.read((_, journal) => {
          journal.catchUp();
          return journal.version(customerId);
        }),
      subscribe: hub.subscribe,
    },
    publish: hub.publish,
  };
}
