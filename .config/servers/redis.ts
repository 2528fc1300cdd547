import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const APT = ['-o', 'DPkg::Lock::Timeout=120'];

/** The programs of Redis that tests start. */
export interface RedisPrograms {
  readonly server: string;
  readonly cli: string;
}

/** What to say when `findRedis` finds nothing. */
export const REDIS_ADVICE =
  'No Redis: run `apt-get update && apt-get install -y --no-install-recommends redis-server` as root, or set PLIMSOLL_REDIS_SERVER and PLIMSOLL_REDIS_CLI';

/** `PLIMSOLL_REDIS_SERVER` and `PLIMSOLL_REDIS_CLI`, else the first ones on `PATH`. Undefined when one is missing. */
export function findRedis(env: NodeJS.ProcessEnv = process.env): RedisPrograms | undefined {
  const find = (variable: string, name: string) => {
    const given = env[variable];
    const candidates = given ? [given] : (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
    return candidates.find(isExecutable);
  };
  const server = find('PLIMSOLL_REDIS_SERVER', 'redis-server');
  const cli = find('PLIMSOLL_REDIS_CLI', 'redis-cli');
  return server && cli ? { server, cli } : undefined;
}

/** Installs Redis with apt-get where this process may, and gives what is there then. Starts no server. */
export function installRedis(): RedisPrograms | undefined {
  const found = findRedis();
  if (found || process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return found;
  console.log('no Redis found; installing it with apt-get');
  run('apt-get', ['update', ...APT]);
  run('apt-get', ['install', '-y', '--no-install-recommends', ...APT, 'redis-server']);
  return findRedis();
}

function run(command: string, args: readonly string[]): void {
  // Tests start servers of their own, so the package must not start one for the whole machine.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
