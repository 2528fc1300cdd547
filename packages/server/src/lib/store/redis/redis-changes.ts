import { systemRuntime } from '../../runtime/runtime.ts';
import type { Change, ChangeFeed } from '../../store.ts';
import { createChangeHub } from '../change-hub.ts';
import type { Engine } from './engine.ts';
import type { Keyspace } from './keyspace.ts';
import type { LossWatch } from './loss-watch.ts';
import type { RedisClient } from './redis-client.ts';

/** Stands for the version of a customer that was erased. */
export const ERASED_VERSION = -1;

/** Customers and, in their order, their versions; 0 for one that did not change. */
export interface Raised {
  readonly about: Change['about'];
  readonly customers: readonly string[];
  readonly versions: readonly number[];
}

export interface RedisChanges {
  readonly feed: ChangeFeed;
  readonly channel: string;
  /** Who tells. */
  readonly origin: string;
  /** What a script needs to tell other instances: the message without the versions, which it adds. */
  beginning(about: Change['about'], customers: readonly string[]): string;
  /** Tells the listeners of this process. */
  publish(raised: Raised): void;
  /** Begins to hear of other instances. Idempotent. */
  listen(): Promise<void>;
  stop(): void;
}

interface Ground {
  readonly engine: Engine;
  readonly keyspace: Keyspace;
  readonly losses: LossWatch;
}

/** The listeners of this process hear of its own writes at once, and of those of other instances by publish and subscribe. */
export function createRedisChanges({ engine, keyspace, losses }: Ground): RedisChanges {
  const hub = createChangeHub();
  const origin = systemRuntime.uuid();
  const ownBeginning = `["${origin}"`;
  let subscriber: RedisClient | undefined;

  const publish: RedisChanges['publish'] = (raised) => {
    losses.note(raised.customers, raised.versions);
    for (const [index, customerId] of raised.customers.entries()) if (raised.versions[index] === ERASED_VERSION) losses.forget(customerId);
    hub.publish(changesOf(raised));
  };

  function hear(message: string): void {
    // Its own listeners have heard already.
    if (message.startsWith(ownBeginning)) return;
    const told = readMessage(message);
    if (told !== undefined) publish(told);
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
        engine.step(async () => {
          const compare = losses.expectRead(customerId);
          const version = await engine.run<number>('read-version', { keys: [keyspace.bucketOf(customerId)], args: [customerId] });
          compare(version);
          return version;
        }),
      subscribe: hub.subscribe,
    },
    channel: keyspace.channel,
    origin,
    beginning: (about, customers) => `${ownBeginning},"${about}",${JSON.stringify(customers)}`,
    publish,
    async listen() {
      if (subscriber === undefined) await engine.use(subscribe).catch(() => undefined);
    },
    stop: () => subscriber?.disconnect(),
  };
}

function changesOf({ about, customers, versions }: Raised): Change[] {
  return customers.flatMap((customerId, index) => {
    const version = versions[index] ?? 0;
    return version === 0 ? [] : [{ customerId, version: Math.max(0, version), about }];
  });
}

// Anyone on the server can publish: a text that is none of ours must not end the process.
function readMessage(message: string): Raised | undefined {
  try {
    const [, about, customers, versions] = JSON.parse(message) as [string, unknown, string[], number[]];
    const isOurs = (about === 'ledger' || about === 'snapshot') && Array.isArray(customers) && Array.isArray(versions);
    return isOurs ? { about, customers, versions } : undefined;
  } catch {
    return undefined;
  }
}
