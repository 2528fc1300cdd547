import { spawnSync } from 'node:child_process';
import { platform } from 'node:os';
import { findChromium } from './chromium.ts';
import { findPostgres, installPostgres } from './servers/postgres.ts';
import { installRedis, REDIS_ADVICE } from './servers/redis.ts';

const APT = ['-o', 'DPkg::Lock::Timeout=120'];
const CHROMIUM_ADVICE =
  'No Chromium: run `apt-get update && apt-get install -y --no-install-recommends chromium` as root, or set PLIMSOLL_CHROMIUM to one';

const POSTGRES_ADVICE =
  'No PostgreSQL: run `apt-get update && apt-get install -y --no-install-recommends postgresql` as root, or set PLIMSOLL_POSTGRES_BIN';

const STRACE_ADVICE = 'No strace: run `apt-get install -y strace` as root; it makes the disk fail for the tests of SQLite (Linux only)';

interface Need {
  readonly name: string;
  readonly advice: string;
  readonly provide: () => string | undefined;
  readonly optional?: boolean;
}

/** What tests need from outside npm: found, else installed where this process may. */
const needs: readonly Need[] = [
  { name: 'chromium', advice: CHROMIUM_ADVICE, provide: provideChromium },
  { name: 'redis', advice: REDIS_ADVICE, provide: () => installRedis()?.server },
  { name: 'postgres', advice: POSTGRES_ADVICE, provide: () => findPostgres() ?? installPostgres() },
  { name: 'strace', advice: STRACE_ADVICE, provide: provideStrace, optional: platform() !== 'linux' },
];

function provideChromium(): string | undefined {
  const found = findChromium();
  if (found || !isRootWithApt()) return found;
  console.log('no Chromium found; installing it with apt-get');
  run('apt-get', ['update', ...APT]);
  run('apt-get', ['install', '-y', '--no-install-recommends', ...APT, 'chromium']);
  return findChromium();
}

function provideStrace(): string | undefined {
  const found = findStrace();
  if (found || !isRootWithApt()) return found;
  run('apt-get', ['update', ...APT]);
  run('apt-get', ['install', '-y', '--no-install-recommends', ...APT, 'strace']);
  return findStrace();
}

function findStrace(): string | undefined {
  return spawnSync('strace', ['--version']).status === 0 ? 'strace' : undefined;
}

function isRootWithApt(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

for (const { name, advice, provide, optional = false } of needs) {
  const path = provide();
  console.log(path === undefined ? advice : `${name}: ${path}`);
  if (path === undefined && !optional && process.env['CI']) process.exitCode = 1;
}
