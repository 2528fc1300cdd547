import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { accessSync, chownSync, constants, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const APT = ['-o', 'DPkg::Lock::Timeout=120'];
// The server refuses to run as root; the package of every Linux makes this user.
const SERVER_USER = 'postgres';
const READY = 'database system is ready to accept connections';
// What a killed server has written lies with the kernel: only the power going out could tell `fsync` from none, and no test can do that.
const SETTINGS = ['fsync=off', 'listen_addresses=', 'shared_buffers=32MB', 'max_connections=120', 'lc_messages=C'];
// The server must not outlive whoever started it: when this pipe closes, it ends.
const LEASH = '"$@" & server=$!; exec 3<&0; (cat <&3 > /dev/null; kill -QUIT $server) & leash=$!; wait $server; kill $leash';

/**
 * The folder of PostgreSQL's programs that tests run: `PLIMSOLL_POSTGRES_BIN`, else the first one on `PATH`, else the newest below
 * `/usr/lib/postgresql`. Undefined when there is none; `installPostgres` can then install one.
 */
export function findPostgres(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const given = env['PLIMSOLL_POSTGRES_BIN'];
  if (given) return given;
  const installed = globSync('/usr/lib/postgresql/*/bin').sort((a, b) => versionOf(b) - versionOf(a));
  return [...(env['PATH'] ?? '').split(delimiter), ...installed].find((folder) => isExecutable(join(folder, 'initdb')));
}

/** Installs PostgreSQL where that needs no question: as root with apt-get. Gives what `findPostgres` finds then. */
export function installPostgres(): string | undefined {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', ...APT],
    ['install', '-y', '--no-install-recommends', ...APT, 'postgresql'],
  ]) {
    spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env });
  }
  return findPostgres();
}

/** A private server with an empty database, on a socket of its own. */
export interface PostgresServer {
  readonly connectionString: string;
  /** Ends the server as a crash would, and starts it again. */
  crash(): Promise<void>;
  /** Ends the server and takes its data away. */
  stop(): Promise<void>;
}

/** Starts a private server from the programs in a folder. It ends with this process, whatever ends that. */
export async function startPostgres(bin: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-pg-'));
  const data = join(folder, 'data');
  const user = serverUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'];
  await promisify(execFile)(join(bin, 'initdb'), initdb, { ...user, cwd: folder });
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const start = () => launch([join(bin, 'postgres'), '-D', data, '-k', folder, ...settings], user);
  let server = await start();
  return {
    connectionString: `postgresql://postgres@/postgres?host=${folder}`,
    async crash() {
      process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
      await end(server);
      server = await startAgain(start);
    },
    async stop() {
      await end(server);
      rmSync(folder, { recursive: true });
    },
  };
}

function launch(command: readonly string[], user: { uid: number; gid: number } | undefined): Promise<ChildProcess> {
  const server = spawn('sh', ['-c', LEASH, 'sh', ...command], { ...user, cwd: '/', stdio: ['pipe', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (data) => {
      said = (said + String(data)).slice(-4000);
      if (said.includes(READY)) resolve(server);
    });
    server.on('error', reject);
    server.on('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}

// For a moment after a crash what is left of the old server is in the way of the new one.
async function startAgain(start: () => Promise<ChildProcess>): Promise<ChildProcess> {
  for (let left = 50; ; left -= 1) {
    try {
      return await start();
    } catch (error) {
      if (left === 0) throw error;
    }
    await delay(100);
  }
}

function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.stdin?.end();
  return ended;
}

function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (kind: '-u' | '-g') => Number(spawnSync('id', [kind, SERVER_USER], { encoding: 'utf8' }).stdout);
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function versionOf(folder: string): number {
  return Number(/postgresql\/(\d+)/.exec(folder)?.[1] ?? 0);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
