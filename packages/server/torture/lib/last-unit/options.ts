import { parseArgs } from 'node:util';
import { STORE_KINDS, type StoreKind } from '../store-kinds.ts';

/** What a race is made of. */
export interface RaceOptions {
  readonly store: StoreKind;
  /** How many customers have one unit left. */
  readonly rounds: number;
  /** Real processes that share the store. */
  readonly processes: number;
  /** Callers in each process that want the unit at the same time. */
  readonly lanes: number;
  /** Fixes who asks under which id, and how late each process is. Who wins is the machine's affair. */
  readonly seed: number;
}

const USAGE = `Usage: last-unit.ts [--store ${STORE_KINDS.join(' | ')}] [--rounds 10000] [--processes 8] [--lanes 64] [--seed 1] [--json]`;
const DEFAULTS = { rounds: 10_000, processes: 8, lanes: 64, seed: 1 };

/** Reads the command line. @throws TypeError with the usage for one that makes no sense */
export function parseRace(args: readonly string[]): RaceOptions & { readonly json: boolean } {
  const text = { type: 'string' } as const;
  const { store = 'sqlite', json = false, ...given } = readArguments(args, text);
  const kind = STORE_KINDS.find((known) => known === store);
  if (kind === undefined) throw new TypeError(`--store must be one of ${STORE_KINDS.join(', ')}.\n${USAGE}`);
  const whole = (name: keyof typeof DEFAULTS, least: number): number => {
    const value = Number(given[name] ?? DEFAULTS[name]);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new TypeError(`--${name} must be a whole number, ${least} or more.\n${USAGE}`);
  };
  return {
    store: kind,
    json,
    rounds: whole('rounds', 1),
    processes: whole('processes', 1),
    lanes: whole('lanes', 1),
    seed: whole('seed', 0),
  };
}

function readArguments(args: readonly string[], text: { readonly type: 'string' }) {
  const numbers = { rounds: text, processes: text, lanes: text, seed: text };
  try {
    return parseArgs({ args: [...args], options: { store: text, json: { type: 'boolean' }, ...numbers }, strict: true }).values;
  } catch (error) {
    throw new TypeError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
