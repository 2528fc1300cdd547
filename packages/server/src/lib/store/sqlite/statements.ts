import { readFileSync } from 'node:fs';
import type { SqliteDatabase, SqliteStatement, SqliteValue } from './database.ts';

/** The commands of `commands/*.sql` on one connection, each read and prepared at its first use. */
export interface Statements {
  /** The rows that a command gives, as its file declares them. */
  all<Row>(command: string, parameters?: Record<string, SqliteValue>): Row[];
  /** How many rows a command changed. */
  run(command: string, parameters?: Record<string, SqliteValue>): number;
}

/** Gives the commands on a connection. */
export function prepareStatements(database: SqliteDatabase): Statements {
  const prepared = new Map<string, SqliteStatement>();
  const statement = (command: string): SqliteStatement => {
    const known = prepared.get(command) ?? database.prepare(readCommand(command));
    prepared.set(command, known);
    return known;
  };
  return {
    all: <Row>(command: string, parameters: Record<string, SqliteValue> = {}) => statement(command).all(parameters) as Row[],
    run: (command, parameters = {}) => Number(statement(command).run(parameters).changes),
  };
}

function readCommand(command: string): string {
  return readFileSync(new URL(`./commands/${command}.sql`, import.meta.url), 'utf8');
}
