import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SeededBug } from './seeded-bug.ts';
import type { Workshop } from './workshop.ts';

/** Whether the suites saw a bug. */
export interface Trial {
  readonly bug: SeededBug;
  /** The first test that failed, or what kept the tests from running at all; null when nobody noticed. */
  readonly caughtBy: string | null;
  readonly seconds: number;
}

const DEADLINE_MS = 180_000;

interface Report {
  readonly success: boolean;
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Plants a bug, runs the suites that should see it, takes it out again. */
export async function tryBug(workshop: Workshop, bug: SeededBug): Promise<Trial> {
  const begun = Date.now();
  const takeOut = workshop.plant(bug);
  try {
    const caughtBy = await runSuites(workshop.directory, bug.suites);
    return { bug, caughtBy, seconds: (Date.now() - begun) / 1000 };
  } finally {
    takeOut();
  }
}

/** Runs suites in a copy of the repository; gives the name of the first test that failed, null when all passed. */
export async function runSuites(directory: string, suites: readonly string[]): Promise<string | null> {
  const outputFile = join(directory, 'report.json');
  rmSync(outputFile, { force: true });
  const vitest = join(directory, 'node_modules/vitest/vitest.mjs');
  const config = [
    '--config',
    '.config/vitest.config.ts',
    '--project',
    'unit',
    '--bail',
    '1',
    '--reporter',
    'json',
    '--outputFile',
    outputFile,
  ];
  const ended = await runToEnd([vitest, 'run', ...config, ...suites], directory);
  if (!ended) return `did not end within ${DEADLINE_MS / 1000} s`;
  if (!existsSync(outputFile)) return 'the tests could not run';
  return firstFailure(JSON.parse(readFileSync(outputFile, 'utf8')) as Report);
}

// The outer run's own settings must not reach the inner one.
function runToEnd(args: readonly string[], cwd: string): Promise<boolean> {
  const { VITEST: _, VITEST_WORKER_ID: _id, VITEST_POOL_ID: _pool, NODE_OPTIONS: _options, ...env } = process.env;
  const tests = spawn(process.execPath, args, { cwd, env, stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      tests.kill('SIGKILL');
      resolve(false);
    }, DEADLINE_MS);
    tests.on('error', reject);
    tests.on('exit', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

function firstFailure({ success, numTotalTests, testResults }: Report): string | null {
  if (success && numTotalTests > 0) return null;
  if (success) throw new Error('No test was run: the paths of the suites are wrong.');
  const failed = testResults.flatMap(({ assertionResults }) => assertionResults).find(({ status }) => status === 'failed');
  return failed?.fullName ?? testResults.find(({ message }) => message !== '')?.message.split('\n')[0] ?? 'the tests could not run';
}
