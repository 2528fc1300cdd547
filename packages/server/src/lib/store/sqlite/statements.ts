import { readFileSync } from 'node:fs';
import type { SqliteDatabase, SqliteStatement, SqliteValue } from './database.ts';

type Parameters = Readonly<Record<string, SqliteValue>>;

/** The commands of `commands/*.sql` on one connection, each read and prepared at its first use. */
export interface Statements {
  /** The rows that a command gives, as its file declares them. */
  all<Row>(command: string, parameters?: Parameters): Row[];
  /** How many rows a command changed. */
  run(command: string, parameters?: Parameters): number;
  /** Does a command that inserts one row of values for each of many rows. */
  runMany(command: string, rows: readonly Parameters[]): void;
}

// One step of the engine for so many rows takes two thirds of the time of one for each.
const ROWS_AT_ONCE = 16;

/** Gives the commands on a connection. */
export function prepareStatements(database: SqliteDatabase): Statements {
  const prepared = new Map<string, Prepared>();
  const find = (command: string, rows = 1): Prepared => {
    const key = rows === 1 ? command : `${command} x${rows}`;
    const known = prepared.get(key) ?? prepare(database, command, rows);
    prepared.set(key, known);
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
    runMany(command, rows) {
      const whole = rows.length - (rows.length % ROWS_AT_ONCE);
      for (let start = 0; start < whole; start += ROWS_AT_ONCE) {
        const { statement, valuesOf } = find(command, ROWS_AT_ONCE);
        statement.run(...rows.slice(start, start + ROWS_AT_ONCE).flatMap(valuesOf));
      }
      for (const row of rows.slice(whole)) {
        const { statement, valuesOf } = find(command);
        statement.run(...valuesOf(row));
      }
    },
  };
}

interface Prepared {
  readonly statement: SqliteStatement;
  readonly valuesOf: (parameters: Parameters) => SqliteValue[];
}

// The files name their parameters for the reader; the engine gets them by position, because to bind by name takes three times as long.
function prepare(database: SqliteDatabase, command: string, rows: number): Prepared {
  const names: string[] = [];
  const text = readFileSync(new URL(`./commands/${command}.sql`, import.meta.url), 'utf8');
  const sql = text.replaceAll(/--.*$/gm, '').replaceAll(/:(\w+)/g, (_, name: string) => {
    names.push(name);
    return '?';
  });
  const valuesOf = (parameters: Parameters): SqliteValue[] => {
    const values: SqliteValue[] = [];
    for (const name of names) {
      const value = parameters[name];
      if (value === undefined) throw new TypeError(`The command ${command} needs :${name}.`);
      values.push(value);
    }
    return values;
  };
  return { statement: database.prepare(rows === 1 ? sql : repeatValues(sql, rows)), valuesOf };
}

function repeatValues(sql: string, rows: number): string {
  return sql.replace(/VALUES (\([^()]*\))/, (_, values: string) => `VALUES ${Array<string>(rows).fill(values).join()}`);
}
