import { systemRuntime } from '../../runtime/runtime.ts';
import type { ChangeFeed } from '../../store.ts';
import { createChangeHub } from '../change-hub.ts';
import type { Engine } from './engine.ts';
import type { Keyspace } from './keyspace.ts';
import type { RedisClient } from './redis-client.ts';

export type WireChange = readonly [customerId: string, version: number];

export interface RedisChanges {
  readonly feed: ChangeFeed;
  /** What a script needs to tell other instances: the channel, and who tells. */
  readonly address: readonly [channel: string, origin: string];
  /** Tells the listeners of this process. */
  publish(changes: readonly WireChange[]): void;
  /** Begins to hear of other instances. Idempotent. */
  listen(): Promise<void>;
  stop(): void;
}

/** The listeners of this process hear of its own writes at once, and of those of other instances by publish and subscribe. */
export function createRedisChanges(engine: Engine, keyspace: Keyspace): RedisChanges {
  const hub = createChangeHub();
  const origin = systemRuntime.uuid();
  let subscriber: RedisClient | undefined;

  const publish = (changes: readonly WireChange[]) => hub.publish(changes.map(([customerId, version]) => ({ customerId, version })));

  function hear(message: string): void {
    const told = readMessage(message);
    if (told !== undefined && told.from !== origin) publish(told.changes);
  }

  async function subscribe(client: RedisClient): Promise<void> {
    subscriber = client.duplicate();
    const own = subscriber;
    own.on('error', () => undefined);
    own.on('message', (channel, message) => channel === keyspace.channel && hear(message));
    // The client only renews what was once acknowledged, so a server that was away at first is asked again when it is there.
    own.on('ready', () => void own.subscribe(keyspace.channel).catch(() => undefined));
    await own.subscribe(keyspace.channel);
  }

  return {
    feed: {
      version: (customerId) =>
        engine.step(() => engine.run<number>('read-version', { keys: [keyspace.bucketOf(customerId)], args: [customerId] })),
      subscribe: hub.subscribe,
    },
    address: [keyspace.channel, origin],
    publish,
    async listen() {
      if (subscriber === undefined) await engine.use(subscribe).catch(() => undefined);
    },
    stop: () => subscriber?.disconnect(),
  };
}

// Anyone on the server can publish: a text that is none of ours must not end the process.
function readMessage(message: string): { from: string; changes: readonly WireChange[] } | undefined {
  try {
    const [from, changes] = JSON.parse(message) as [string, WireChange[]];
    return { from, changes: changes.map(([customerId, version]) => [customerId, version]) };
  } catch {
    return undefined;
  }
}
