import { nextDelay } from '../../retry-delay.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import { connect } from './connection.ts';
import type { PoolSource, PostgresClient } from './pool.ts';

interface Ground {
  readonly source: PoolSource;
  readonly channel: string;
  hear(payload: string): void;
}

/** A connection that hears what other processes say, and is made anew whenever it is lost. */
export interface Listener {
  /** Begins to listen; again has no effect. */
  start(): void;
  stop(): void;
}

/** A listener that has not begun. What is said while it is not connected, it never hears. */
export function createListener({ source, channel, hear }: Ground): Listener {
  let state: 'idle' | 'listening' | 'stopped' = 'idle';
  let losses = 0;
  let end: () => unknown = () => undefined;

  async function listen(): Promise<void> {
    const client = await connect(source).catch(() => undefined);
    if (client === undefined) return listenLater();
    const drop = dropOnce(client);
    end = drop;
    if (state === 'stopped') return void drop();
    const lost = () => {
      if (drop()) listenLater();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => hear(payload ?? ''));
    await client.query({ text: `LISTEN "${channel}"` }).then(() => {
      losses = 0;
    }, lost);
  }

  function listenLater(): void {
    if (state === 'stopped') return;
    losses += 1;
    end = systemRuntime.later(() => void listen(), nextDelay(systemRuntime, losses));
  }

  return {
    start() {
      if (state !== 'idle') return;
      state = 'listening';
      void listen();
    },
    stop() {
      state = 'stopped';
      end();
    },
  };
}

/** Closes a connection; gives whether it was open until now. */
function dropOnce(client: PostgresClient): () => boolean {
  let held = true;
  return () => {
    const dropped = held;
    held = false;
    if (dropped) client.release(true);
    return dropped;
  };
}
