import { storeClosed } from '../store-closed.ts';
import { type Connection, foldQuietly, openConnection } from './connection.ts';
import type { DatabaseSource } from './database.ts';

/** The one connection of an engine, opened when it is needed and anew when it cannot be trusted. */
export interface HeldConnection {
  /** Rejects after `release`. */
  ready(): Promise<Connection>;
  /** What the connection wrote may not be on the disk: the next one looks after it. */
  doubt(): void;
  /** Brings all that can be into the tables and lets go, for good. */
  release(): Promise<void>;
}

/** Nothing is open yet. */
export function holdConnection(source: DatabaseSource): HeldConnection {
  let connection: Connection | undefined;
  let opening: Promise<Connection> | undefined;
  let released = false;
  let doubted = false;

  async function connect(): Promise<Connection> {
    connection = await openConnection(source, { doubted });
    doubted = false;
    return connection;
  }

  function disconnect(): void {
    if (connection === undefined) return;
    const { database } = connection;
    connection = undefined;
    source.disconnect(database);
  }

  return {
    async ready() {
      if (released) throw storeClosed('SQLite');
      if (connection !== undefined && source.isCurrent()) return connection;
      disconnect();
      opening ??= connect().finally(() => {
        opening = undefined;
      });
      return opening;
    },
    doubt() {
      doubted = true;
      disconnect();
    },
    async release() {
      released = true;
      await opening?.catch(() => undefined);
      if (connection !== undefined) foldQuietly(connection);
      disconnect();
    },
  };
}
