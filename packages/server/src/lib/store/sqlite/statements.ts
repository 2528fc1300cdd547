import { readFileSync } from 'node:fs';
import type { SqliteDatabase, SqliteStatement, SqliteValue } from './database.ts';

type Parameters = Readonly<Record<string, SqliteValue>>;

/** The commands of `commands/*.sql` on one connection, each read and prepared at its first use. */
export interface Statements {
  /** The rows that a command gives, as its file declares them. */
  all<Row>(command: string, parameters?: Parameters): Row[];
  /** How many rows a command changed. */
  run(command: string, parameters?: Parameters): number;
}

/** Gives the commands on a connection. */
export function prepareStatements(database: SqliteDatabase): Statements {
  const prepared = new Map<string, Prepared>();
  const find = (command: string): Prepared => {
    const known = prepared.get(command) ?? prepare(database, command);
    prepared.set(command, known);
    return known;
  };
  return {
    all<Row>(command: string, parameters: Parameters = {}) {
      const { statement, valuesOf } = find(command);
      return statement.all(...valuesOf(parameters)) as Row[];
    },
    run(command, parameters = {}) {
      const { statement, valuesOf } = find(command);
      return Number(statement.run(...valuesOf(parameters)).changes);
    },
  };
}

interface Prepared {
  readonly statement: SqliteStatement;
  readonly valuesOf: (parameters: Parameters) => SqliteValue[];
}

// The files name their parameters for the reader; the engine gets them by position, because to bind by name takes three times as long.
function prepare(database: SqliteDatabase, command: string): Prepared {
  const names: string[] = [];
  const text = readFileSync(new URL(`./commands/${command}.sql`, import.meta.url), 'utf8');
  const sql = text.replaceAll(/--.*$/gm, '').replaceAll(/:(\w+)/g, (_, name: string) => {
    names.push(name);
    return '?';
  });
  const pick = (parameters: Parameters, name: string): SqliteValue => {
    const value = parameters[name];
    if (value === undefined) throw new TypeError(`The command ${command} needs :${name}.`);
    return value;
  };
  return { statement: database.prepare(sql), valuesOf: (parameters) => names.map((name) => pick(parameters, name)) };
}
