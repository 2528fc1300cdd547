import { BillingError } from '@plimsoll/contract';
import { withDeadline } from '../../deadline.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import { storeClosed } from '../store-closed.ts';
import { isUnknownScript, mapError } from './map-error.ts';
import { isCluster, type RedisClient } from './redis-client.ts';
import { createReturns } from './returns.ts';
import { readScript, type ScriptName } from './scripts.ts';

/** What a command is given. */
interface Parameters {
  readonly keys: readonly string[];
  readonly args?: readonly (string | number)[];
}

/** The way to the server. */
export interface Engine {
  /** Runs a command of `commands/*.lua`; gives what its file declares. Rejects with `store_unavailable` when it cannot, or takes too long. */
  run<Reply>(script: ScriptName, parameters: Parameters): Promise<Reply>;
  /** Whether keys are spread over several servers, so that a command may only name those of one bucket. */
  isSpread(): Promise<boolean>;
  /** Runs one command for many keys: at once where they may be named together, one by one in a cluster. Gives the keys of each with its reply. */
  runAll<Reply>(script: ScriptName, parameters: Parameters): Promise<readonly { keys: readonly string[]; reply: Reply }[]>;
  /** One call of a store's method: refused after the close, waited for by it. */
  step<T>(work: () => Promise<T>): Promise<T>;
  /** Gives the client, with the failures of the work mapped and a deadline on it. */
  use<T>(work: (client: RedisClient) => Promise<T>): Promise<T>;
  /** Calls this one listener whenever the server may have started anew or be another one: after a new connection, another layout of a cluster, a failed call. */
  onReturn(listener: () => void): void;
  /** Idempotent. Waits for what is under way, then lets go of the connection. */
  close(): Promise<void>;
}

export interface Connection {
  connect(): Promise<RedisClient>;
  disconnect(client: RedisClient): void;
}

/** The engine connects at first use. */
export function createEngine({ connect, disconnect }: Connection, { deadlineMs }: { deadlineMs: number }): Engine {
  const underWay = new Set<Promise<unknown>>();
  let client: Promise<RedisClient> | undefined;
  let closed: Promise<void> | undefined;
  let spread: boolean | undefined;
  const returns = createReturns();

  const connected = () => {
    client ??= connect().then(returns.watch);
    return client;
  };

  // The client may never settle a command (a lost connection, a server that hangs): nobody waits longer than the deadline.
  const use: Engine['use'] = async (work) => {
    const error = () =>
      new BillingError('store_unavailable', `Redis did not answer within ${deadlineMs} ms; the outcome is unknown.`, {
        retryAfterMs: 1000,
      });
    try {
      const done = await withDeadline(connected().then(work), { runtime: systemRuntime, ms: deadlineMs, error });
      returns.noteSuccess();
      return done;
    } catch (failure) {
      returns.noteFailure();
      throw mapError(failure);
    }
  };

  async function run<Reply>(script: ScriptName, { keys, args = [] }: Parameters): Promise<Reply> {
    const reply = await use((redis) => {
      const declared = isCluster(redis) ? [...keys, ...keys.map(guardOf)] : keys;
      return evaluate(redis, script, [String(declared.length), ...declared, ...args.map(String)]);
    });
    return JSON.parse(String(reply)) as Reply;
  }

  async function isSpread(): Promise<boolean> {
    spread ??= await use(async (redis) => isCluster(redis));
    return spread;
  }

  async function finish(): Promise<void> {
    await Promise.allSettled(underWay);
    returns.stop();
    if (client !== undefined) await client.then(disconnect, () => undefined);
  }

  return {
    use,
    run,
    isSpread,
    async runAll<Reply>(script: ScriptName, { keys, args = [] }: Parameters) {
      const groups = (await isSpread()) ? keys.map((key) => [key]) : [keys];
      return Promise.all(groups.map(async (group) => ({ keys: group, reply: await run<Reply>(script, { keys: group, args }) })));
    },
    async step(work) {
      if (closed !== undefined) throw storeClosed('redis');
      const done = work();
      underWay.add(done);
      return done.finally(() => underWay.delete(done));
    },
    onReturn: returns.listen,
    close() {
      closed ??= finish();
      return closed;
    },
  };
}

/**
 * A second key that is never there. While a slot moves to another server, its keys go one by one, and the new server would run a script
 * that names one key on what has come so far: balances would be empty. A script that names two that are missing has to wait instead.
 */
function guardOf(key: string): string {
  return `${key}:guard`;
}

async function evaluate(client: RedisClient, name: ScriptName, parameters: string[]): Promise<unknown> {
  const { sha, text } = readScript(name);
  try {
    return await client.call('evalsha', [sha, ...parameters]);
  } catch (error) {
    if (!isUnknownScript(error)) throw error;
    return client.call('eval', [text, ...parameters]);
  }
}
