import { parseArgs } from 'node:util';
import { STORE_KINDS, type StoreKind } from './store-kinds.ts';

/** What a run is made of. */
export interface TortureOptions {
  /** Fixes load, faults and kills. When exactly a process dies is the machine's affair. */
  readonly seed: number;
  readonly store: StoreKind;
  /** Address of the store's server; a file of its own where the store is one. */
  readonly location: string | null;
  /** How long the load lasts at the most. */
  readonly seconds: number;
  /** How many deeds are enough. */
  readonly operations: number;
  readonly kills: number;
  /** Server processes that share the store. */
  readonly servers: number;
  readonly customers: number;
  /** Clients that work at once. */
  readonly lanes: number;
}

const DEFAULTS = { seed: 1, seconds: 60, kills: 20, servers: 1, customers: 30, lanes: 48 };

const USAGE = `Usage: run.ts [--seed 1] [--seconds 60] [--operations n] [--kills 20] [--servers 1] [--customers 30] [--lanes 48]
              [--store ${STORE_KINDS.join(' | ')}] [--location address] [--json]
The run ends with --operations or --seconds, whichever is first; with --operations alone, seconds do not end it.`;

/** Reads the command line. @throws TypeError with the usage for one that makes no sense */
export function parseOptions(args: readonly string[]): TortureOptions & { readonly json: boolean } {
  const text = { type: 'string' } as const;
  const names = { seed: text, seconds: text, operations: text, kills: text, servers: text, customers: text, lanes: text };
  const { values } = readArguments(args, { ...names, store: text, location: text, json: { type: 'boolean' } });
  const whole = (name: keyof typeof names, fallback: number): number => {
    const given = values[name];
    if (given === undefined) return fallback;
    const value = Number(given);
    if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`--${name} must be a whole number.\n${USAGE}`);
    return value;
  };
  const { store = 'sqlite', location = null, json = false } = values;
  if (!isStoreKind(store)) throw new TypeError(`--store must be one of ${STORE_KINDS.join(', ')}.\n${USAGE}`);
  const operations = whole('operations', Number.POSITIVE_INFINITY);
  return {
    ...{ store, location, json, operations },
    seconds: whole('seconds', values.operations === undefined ? DEFAULTS.seconds : Number.POSITIVE_INFINITY),
    seed: whole('seed', DEFAULTS.seed),
    kills: whole('kills', DEFAULTS.kills),
    servers: Math.max(1, whole('servers', DEFAULTS.servers)),
    customers: Math.max(1, whole('customers', DEFAULTS.customers)),
    lanes: Math.max(1, whole('lanes', DEFAULTS.lanes)),
  };
}

function readArguments<O extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, strict: true });
  } catch (error) {
    throw new TypeError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function isStoreKind(text: string): text is StoreKind {
  return STORE_KINDS.some((kind) => kind === text);
}
