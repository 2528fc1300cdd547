/**
 * What the store needs of a client: `Redis` and `Cluster` of ioredis 5 and 6 have it. The store makes a connection of its own to hear
 * of changes (`duplicate`), and leaves this one open when it is closed.
 */
export interface RedisClient {
  call(command: string, args: string[]): Promise<unknown>;
  duplicate(): RedisClient;
  subscribe(channel: string): Promise<unknown>;
  on(event: 'message', listener: (channel: string, message: string) => void): unknown;
  on(event: 'ready' | 'refresh' | 'error', listener: () => void): unknown;
  off(event: 'ready' | 'refresh', listener: () => void): unknown;
  disconnect(): void;
  /** A cluster's own: its nodes. */
  nodes?(role: 'master'): RedisNode[];
}

/** One server. */
export interface RedisNode {
  call(command: string, args: string[]): Promise<unknown>;
}

const LONGEST_PAUSE_MS = 1000;

/** Connects to one server. Commands are given again once after a lost connection: every one of the store may be. */
export async function connectRedis(url: string): Promise<RedisClient> {
  // Loaded late: a host that brings its own client decides on its version.
  const { Redis } = await import('ioredis');
  const client = new Redis(url, {
    maxRetriesPerRequest: 1,
    retryStrategy: (times) => Math.min(LONGEST_PAUSE_MS, 10 * 2 ** times),
    // A server that was demoted still answers; the address leads to the new one.
    reconnectOnError: ({ message }) => (message.startsWith('READONLY') ? 2 : false),
  });
  // Each call says what failed; without a listener the client would write it to the console as well.
  client.on('error', () => undefined);
  return client;
}

/** Whether keys are spread over several servers, so that one command may only name keys of one slot. */
export function isCluster(client: RedisClient): client is RedisClient & { nodes(role: 'master'): RedisNode[] } {
  return typeof client.nodes === 'function';
}
