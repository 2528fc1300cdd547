import { readFileSync } from 'node:fs';
import { BillingError } from '@plimsoll/contract';
import type { PostgresQuery } from './pool.ts';

export type PostgresValue = string | number | boolean | null | readonly string[];
export type Parameters = Readonly<Record<string, PostgresValue>>;

/** Gives the queries of `commands/*.sql`, each read at its first use. */
export type Commands = (command: string, parameters?: Parameters) => PostgresQuery;

interface Statement {
  readonly text: string;
  readonly names: readonly string[];
}

/** The commands on the tables of a schema. */
export function createCommands(schema: string): Commands {
  const known = new Map<string, Statement>();
  const find = (command: string): Statement => {
    const statement = known.get(command) ?? readStatement(command, schema);
    known.set(command, statement);
    return statement;
  };
  return (command, parameters = {}) => {
    const { text, names } = find(command);
    const pick = (name: string): PostgresValue => {
      const value = parameters[name];
      if (value === undefined) throw new TypeError(`The command ${command} needs :${name}.`);
      return value;
    };
    // The schema is part of the name, because two installations may share a pool.
    return { name: `${schema}.${command}`, text, values: names.map(pick), types };
  };
}

/** The text of a file beside this one, for a schema. The files call every schema `plimsoll`. */
export function readSql(file: string, schema: string): string {
  const text = readFileSync(new URL(`./${file}.sql`, import.meta.url), 'utf8');
  return text.replaceAll(/--.*$/gm, '').replaceAll(/\bplimsoll\./g, `"${schema}".`);
}

// The files name their parameters for the reader; the server gets them by position. Two colons are a cast.
function readStatement(command: string, schema: string): Statement {
  const names: string[] = [];
  const text = readSql(`commands/${command}`, schema).replaceAll(/(?<!:):([a-z]\w*)/gi, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, names };
}

const [BOOL, INT8, INT2, INT4, JSON_TYPE] = [16, 20, 21, 23, 114];

/** How values are read, whatever the host has told its own `pg` to do. */
export const types = {
  getTypeParser(oid: number): (text: string) => unknown {
    switch (oid) {
      case BOOL:
        return (text) => text === 't';
      case INT8:
        return exactInteger;
      case INT2:
      case INT4:
        return Number;
      case JSON_TYPE:
        return (text) => JSON.parse(text) as unknown;
      default:
        return (text) => text;
    }
  },
};

function exactInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new BillingError('store_unavailable', 'The PostgreSQL database holds a number past 2^53-1, which no command of ours writes.');
}
