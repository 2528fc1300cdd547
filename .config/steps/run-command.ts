import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';

/** The top of the repository. */
export const ROOT = join(import.meta.dirname, '../..');

/** How a command ended, with all it printed. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

interface Options {
  /** Show the output only when the command fails. */
  readonly quiet?: boolean;
}

/**
 * Runs a command at the top of the repository, shows what it prints as it comes, and keeps it. A name without a slash is
 * looked up among the workspace's tools first, so that it works outside `pnpm run` too. A command that cannot be
 * started is a failed outcome, never a rejection.
 */
export async function runCommand(command: string, args: readonly string[], options: Options = {}): Promise<Outcome> {
  const outcome = await collect(start(command, args), options.quiet ? () => undefined : (text) => process.stdout.write(text));
  if (options.quiet && !outcome.ok) process.stdout.write(outcome.output);
  return outcome;
}

function start(command: string, args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: '1', PATH: [join(ROOT, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter) };
  return spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function collect(child: ChildProcessByStdio<null, Readable, Readable>, show: (text: string) => void): Promise<Outcome> {
  let output = '';
  const keep = (text: string): void => {
    output += text;
    show(text);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      keep(`${error.message}\n`);
      resolve({ ok: false, output });
    });
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** Runs one of this folder's scripts with the Node that runs us. */
export function runScript(script: string, args: readonly string[] = []): Promise<Outcome> {
  return runCommand(process.execPath, [join(ROOT, '.config', script), ...args]);
}
