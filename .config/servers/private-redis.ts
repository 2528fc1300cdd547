import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findRedis, REDIS_ADVICE, type RedisPrograms } from './redis.ts';

/** A Redis server of one test file, on a free port of this machine. */
export interface PrivateRedis {
  readonly port: number;
  /** Ends it as a power cut would, from the point of view of the process. */
  kill(): Promise<void>;
  /** Starts it again on its port and its files. */
  restart(): Promise<void>;
  /** Ends it and removes its files. */
  dispose(): Promise<void>;
}

/** Three masters that share the slots. */
export interface PrivateCluster {
  readonly ports: readonly number[];
  dispose(): Promise<void>;
}

/** Why a test that needs Redis cannot run here; undefined when it can. In CI a missing server is a failure, so it throws. */
export function whyNoRedis(): string | undefined {
  if (findRedis()) return undefined;
  if (process.env['CI']) throw new Error(REDIS_ADVICE);
  return REDIS_ADVICE;
}

/** Starts a server with more settings, as `['--appendonly', 'yes']`. Resolves when it answers. */
export async function startRedis(settings: readonly string[] = []): Promise<PrivateRedis> {
  const programs = requirePrograms();
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-redis-'));
  const port = await freePort();
  const start = () => startServer(programs, ['--port', String(port), '--dir', folder, ...settings]);
  let server = await start();
  const kill = () => end(server);
  return {
    port,
    kill,
    async restart() {
      server = await start();
    },
    async dispose() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a cluster of three masters without replicas. Resolves when all slots are served; takes about two seconds. */
export async function startRedisCluster(): Promise<PrivateCluster> {
  const nodes: PrivateRedis[] = [];
  // One by one: a port that is free for two is soon free for none.
  for (let index = 0; index < 3; index += 1) {
    const busPort = String(await freePort());
    nodes.push(await startRedis(['--cluster-enabled', 'yes', '--cluster-port', busPort, '--cluster-node-timeout', '2000']));
  }
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
  const { cli } = requirePrograms();
  await promisify(execFile)(cli, ['--cluster', 'create', ...addresses, '--cluster-replicas', '0', '--cluster-yes']);
  return {
    ports: nodes.map(({ port }) => port),
    async dispose() {
      await Promise.all(nodes.map((node) => node.dispose()));
    },
  };
}

function requirePrograms(): RedisPrograms {
  const programs = findRedis();
  if (!programs) throw new Error(REDIS_ADVICE);
  return programs;
}

async function startServer({ server }: RedisPrograms, settings: readonly string[]): Promise<ChildProcess> {
  const args = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction', ...settings];
  const child = spawn(server, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data) => {
      output += String(data);
      if (output.includes('Ready to accept connections')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}:\n${output}`)));
    child.once('error', reject);
  });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
