import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './steps/run-command.ts';

const RUNS = 10;
const MAX_MS = 100;
const MAX_MB = 30;

const IMPORTS = ['@plimsoll/server', '@plimsoll/server/polar', '@plimsoll/server/sqlite']
  .map((name) => `await import('${name}');`)
  .join('\n');
const REPORT = 'console.log(process.memoryUsage.rss());';

/** What a backend pays at its start, over a process that does nothing. Medians of fresh processes. */
interface Cost {
  readonly ms: number;
  readonly mb: number;
}

function bootOnce(code: string, nodeFlags: readonly string[]): Cost {
  const start = performance.now();
  const args = [...nodeFlags, '--input-type=module', '--eval', `${code}\n${REPORT}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return { ms: performance.now() - start, mb: Number(stdout) / 1e6 };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Empty and importing processes take turns, so that another program's load falls on both. */
function measure(nodeFlags: readonly string[]): Cost {
  bootOnce(IMPORTS, nodeFlags);
  const pairs = Array.from({ length: RUNS }, () => ({ empty: bootOnce('', nodeFlags), full: bootOnce(IMPORTS, nodeFlags) }));
  return {
    ms: median(pairs.map(({ full }) => full.ms)) - median(pairs.map(({ empty }) => empty.ms)),
    mb: median(pairs.map(({ full }) => full.mb)) - median(pairs.map(({ empty }) => empty.mb)),
  };
}

/** Another program's load only ever adds: a measurement past the limit is repeated, four times at most, and the lowest counts. */
function measureQuietly(): Cost {
  let lowest = measure([]);
  for (let again = 0; again < 4 && lowest.ms > MAX_MS; again += 1) {
    const next = measure([]);
    if (next.ms < lowest.ms) lowest = next;
  }
  return lowest;
}

function print(name: string, { ms, mb }: Cost): void {
  console.log(`${name}: ${ms.toFixed(0)} ms, ${mb.toFixed(1)} MB more than an empty process (median of ${RUNS})`);
}

if (!existsSync(join(ROOT, 'packages/server/dist/index.js'))) {
  console.log('packages/server is not built; run the build first');
  process.exitCode = 1;
} else {
  const built = measureQuietly();
  print('built', built);
  print('from source', measure(['--conditions=@plimsoll/source']));
  console.log(`limit for the built one: ${MAX_MS} ms, ${MAX_MB} MB`);
  if (built.ms > MAX_MS || built.mb > MAX_MB) process.exitCode = 1;
}
