import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findRedis, REDIS_ADVICE, type RedisPrograms } from './redis.ts';

/** A Redis server of one test file, on a free port of this machine. */
export interface PrivateRedis {
  readonly port: number;
  /** Where its files are. */
  readonly folder: string;
  /** Ends it as a power cut would, from the point of view of the process. */
  kill(): Promise<void>;
  /** Starts it again on its port and its files. */
  restart(): Promise<void>;
  /** Ends it and removes its files. */
  dispose(): Promise<void>;
}

/** An address of this machine that leads to a server, until it leads to another one. */
export interface Redirect {
  readonly port: number;
  /** Resets every connection; new ones lead to this port, or nowhere when it is null: a network that is cut in two. */
  point(target: number | null): void;
  close(): Promise<void>;
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
    folder,
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

/** Starts a server that follows another one, which is reached at this port. Resolves when it has all that the other one has. */
export async function startReplica(port: number): Promise<PrivateRedis> {
  const replica = await startRedis(['--replicaof', `127.0.0.1 ${port}`]);
  for (let round = 0; round < 200; round += 1) {
    const { stdout } = await runCli(replica.port, ['info', 'replication']);
    if (stdout.includes('master_link_status:up')) return replica;
    await delay(25);
  }
  await replica.dispose();
  throw new Error('The replica does not follow.');
}

/** Makes a server that followed another one take writes, as it is. */
export async function promote({ port }: PrivateRedis): Promise<void> {
  await runCli(port, ['replicaof', 'no', 'one']);
}

/** Opens an address that leads to a port of this machine. */
export async function openRedirect(first: number): Promise<Redirect> {
  let target: number | null = first;
  const open = new Set<Socket>();

  function keep(socket: Socket): void {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
  }

  function cutAll(): void {
    for (const socket of open) socket.resetAndDestroy();
  }

  const server = createServer((near) => {
    keep(near);
    if (target === null) return void near.resetAndDestroy();
    const far = connect(target, '127.0.0.1');
    keep(far);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far);
    far.pipe(near);
  });
  return {
    port: await listenLocal(server),
    point(next) {
      target = next;
      cutAll();
    },
    close() {
      cutAll();
      return new Promise((resolve) => server.close(() => resolve()));
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

function runCli(port: number, args: readonly string[]): Promise<{ stdout: string }> {
  return promisify(execFile)(requirePrograms().cli, ['-p', String(port), ...args]);
}

function requirePrograms(): RedisPrograms {
  const programs = findRedis();
  if (!programs) throw new Error(REDIS_ADVICE);
  return programs;
}

async function startServer({ server }: RedisPrograms, settings: readonly string[]): Promise<ChildProcess> {
  const args = [
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory-policy',
    'noeviction',
    '--repl-diskless-sync-delay',
    '0',
    ...settings,
  ];
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
  const port = await listenLocal(server);
  server.close();
  await once(server, 'close');
  return port;
}

async function listenLocal(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
