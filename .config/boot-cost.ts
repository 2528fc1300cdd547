import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './steps/run-command.ts';

const RUNS = 10;
/** Machines differ by two in how fast they are, also one machine from day to day: time counts in starts of an empty process. */
const MAX_STARTS = 2.5;
const MAX_MB = 30;

const IMPORTS = ['@plimsoll/server', '@plimsoll/server/polar', '@plimsoll/server/sqlite']
  .map((name) => `await import('${name}');`)
  .join('\n');
const REPORT = 'console.log(process.memoryUsage.rss());';

/** What a backend pays at its start, over a process that does nothing. Medians of fresh processes. */
interface Cost {
  readonly ms: number;
  readonly mb: number;
  /** `ms` as a multiple of what an empty process takes. */
  readonly starts: number;
}

function bootOnce(code: string, nodeFlags: readonly string[]): Omit<Cost, 'starts'> {
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
  const emptyMs = median(pairs.map(({ empty }) => empty.ms));
  const ms = median(pairs.map(({ full }) => full.ms)) - emptyMs;
  return {
    ms,
    starts: ms / emptyMs,
    mb: median(pairs.map(({ full }) => full.mb)) - median(pairs.map(({ empty }) => empty.mb)),
  };
}

/** Another program's load only ever adds: a measurement past the limit is repeated, four times at most, and the lowest counts. */
function measureQuietly(): Cost {
  let lowest = measure([]);
  for (let again = 0; again < 4 && lowest.starts > MAX_STARTS; again += 1) {
    const next = measure([]);
    if (next.starts < lowest.starts) lowest = next;
  }
  return lowest;
}

function print(name: string, { ms, mb, starts }: Cost): void {
  console.log(
    `${name}: ${ms.toFixed(0)} ms (${starts.toFixed(1)} times its start), ${mb.toFixed(1)} MB more than an empty process (median of ${RUNS})`,
  );
}

if (!existsSync(join(ROOT, 'packages/server/dist/index.js'))) {
  console.log('packages/server is not built; run the build first');
  process.exitCode = 1;
} else {
  const built = measureQuietly();
  print('built', built);
  print('from source', measure(['--conditions=@plimsoll/source']));
  console.log(`limit for the built one: ${MAX_STARTS} times the start, ${MAX_MB} MB`);
  if (built.starts > MAX_STARTS || built.mb > MAX_MB) process.exitCode = 1;
}
