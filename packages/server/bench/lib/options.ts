import { parseArgs } from 'node:util';
import { ENGINE_KINDS, type EngineKind } from './engine.ts';

/** What a run is made of. */
export interface BenchOptions {
  readonly stores: readonly EngineKind[];
  /** Callers at once; the table has a line for each. */
  readonly concurrency: readonly number[];
  readonly rounds: number;
  /** Length of one turn in milliseconds. */
  readonly sliceMs: number;
  readonly customers: number;
  /** Operations of the memory run; 0 leaves it out. */
  readonly memory: number;
}

const FULL = { concurrency: [64, 512, 1], rounds: 15, memory: 1_000_000 };
const QUICK = { concurrency: [64], rounds: 7, memory: 0 };

const USAGE = `Usage: run.ts [--store ${ENGINE_KINDS.join(' | ')}]... [--concurrency 64]... [--rounds 15] [--slice 250] [--customers 1000]
              [--memory 1000000] [--quick] [--json]
Without --store all of them run. --quick: concurrency 64, 7 rounds, no memory run.`;

/** Reads the command line. @throws TypeError with the usage for one that makes no sense */
export function parseOptions(args: readonly string[]): BenchOptions & { readonly json: boolean } {
  const { store, quick = false, json = false, ...numbers } = readArguments(args);
  const chosen = quick ? QUICK : FULL;
  const whole = (name: string, given: string): number => {
    const value = Number(given);
    if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`--${name} must be a whole number.\n${USAGE}`);
    return value;
  };
  const positive = (name: string, given: string | undefined, fallback: number) =>
    Math.max(1, given === undefined ? fallback : whole(name, given));
  return {
    json,
    stores: store?.map(requireKind) ?? ENGINE_KINDS,
    concurrency: numbers.concurrency?.map((given) => positive('concurrency', given, 1)) ?? chosen.concurrency,
    rounds: positive('rounds', numbers.rounds, chosen.rounds),
    sliceMs: positive('slice', numbers.slice, 250),
    customers: positive('customers', numbers.customers, 1000),
    memory: numbers.memory === undefined ? chosen.memory : whole('memory', numbers.memory),
  };
}

function readArguments(args: readonly string[]) {
  const [text, many, flag] = [{ type: 'string' } as const, { type: 'string', multiple: true } as const, { type: 'boolean' } as const];
  const options = { store: many, concurrency: many, rounds: text, slice: text, customers: text, memory: text, quick: flag, json: flag };
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new TypeError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function requireKind(text: string): EngineKind {
  const kind = ENGINE_KINDS.find((known) => known === text);
  if (kind === undefined) throw new TypeError(`--store must be one of ${ENGINE_KINDS.join(', ')}.\n${USAGE}`);
  return kind;
}
