import { parseArgs } from 'node:util';

/** What a run of the simulation is made of. */
export interface SimulationOptions {
  readonly seed: number;
  readonly histories: number;
  readonly steps: number;
  readonly instances: number;
  /** Whether a violation is looked for in shorter histories, too. */
  readonly shrink: boolean;
  readonly json: boolean;
}

const USAGE = `Usage: run.ts [--seed n] [--histories 200] [--steps 120] [--instances 3] [--shrink] [--json]
History k of a run has the seed n + k: to play one again, give its seed and --histories 1.`;

/** Reads the command line. @throws TypeError with the usage for one that makes no sense */
export function parseOptions(args: readonly string[]): SimulationOptions {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = { seed: text, histories: text, steps: text, instances: text, shrink: flag, json: flag };
  const { values } = readArguments(args, options);
  const whole = (name: 'seed' | 'histories' | 'steps' | 'instances', fallback: number): number => {
    const value = Number(values[name] ?? fallback);
    if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`--${name} must be a whole number.\n${USAGE}`);
    return value;
  };
  return {
    seed: whole('seed', Math.floor(Math.random() * 1_000_000_000)),
    histories: Math.max(1, whole('histories', 200)),
    steps: Math.max(1, whole('steps', 120)),
    instances: Math.max(1, whole('instances', 3)),
    shrink: values.shrink === true,
    json: values.json === true,
  };
}

function readArguments<O extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, strict: true });
  } catch (error) {
    throw new TypeError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
