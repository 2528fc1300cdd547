import { connectWithin, giveBack, within } from './connection.ts';
import { isUndone } from './map-error.ts';
import type { PoolSource, PostgresClient, PostgresQuery } from './pool.ts';
import { type Query, queryInOrder } from './transaction.ts';

/** Statements on one connection, in the order of the calls: where the driver can, each goes out before those ahead of it were answered. */
export interface Lane {
  /** The rows that a statement gives. A rejection leaves open whether it was done, unless the server itself said no. */
  send<Row>(query: PostgresQuery, ms: number): Promise<Row[]>;
}

interface Stretch {
  readonly client: Promise<PostgresClient>;
  readonly query: Promise<Query>;
  under: number;
}

/** A lane that has a connection for as long as something is under way. */
export function createLane(source: PoolSource): Lane {
  let current: Stretch | undefined;

  // Nobody inherits the state of a connection that failed, and what was sent after it is lost with it.
  function leave(stretch: Stretch, failed: boolean): void {
    stretch.under -= 1;
    const isCurrent = stretch === current;
    if (!isCurrent || (stretch.under > 0 && !failed)) return;
    current = undefined;
    stretch.client.then(failed ? (client) => client.release(true) : giveBack, () => undefined);
  }

  return {
    async send<Row>(query: PostgresQuery, ms: number) {
      current ??= stretchOn(connectWithin(source, ms));
      const stretch = current;
      stretch.under += 1;
      try {
        const ask = await stretch.query;
        const { rows } = await within(ask(query), ms);
        leave(stretch, false);
        return rows as Row[];
      } catch (error) {
        leave(stretch, !isUndone(error));
        throw error;
      }
    },
  };
}

function stretchOn(client: Promise<PostgresClient>): Stretch {
  const query = client.then(queryInOrder);
  return { client, query, under: 0 };
}
