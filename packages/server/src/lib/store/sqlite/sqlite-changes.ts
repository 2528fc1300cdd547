import type { Change, ChangeFeed } from '../../store.ts';
import { createChangeHub } from '../change-hub.ts';
import type { Engine } from './engine.ts';
import type { Statements } from './statements.ts';

/** Versions of customers: raised inside a write, told of after it. */
export interface SqliteChanges {
  readonly feed: ChangeFeed;
  /** Raises each version as part of the write that is under way. */
  raise(statements: Statements, customerIds: readonly string[]): readonly Change[];
  /** Tells the listeners of this process. */
  publish(changes: readonly Change[]): void;
}

/** Versions live in the file, so every process sees all of them; listeners hear of the changes of their own process. */
export function createSqliteChanges(engine: Engine): SqliteChanges {
  const hub = createChangeHub();
  return {
    feed: {
      version: (customerId) =>
        engine.read((statements) => statements.all<{ version: number }>('read-version', { customerId })[0]?.version ?? 0),
      subscribe: hub.subscribe,
    },
    raise: (statements, customerIds) =>
      customerIds.length === 0 ? [] : statements.all<Change>('raise-versions', { customerIds: JSON.stringify(customerIds) }),
    publish: hub.publish,
  };
}
