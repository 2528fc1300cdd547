import type { RedisClient } from './redis-client.ts';

/** Tells when the way to the server is new, so that what is behind it may be another server, or one that started anew. */
export interface Returns {
  /** One listener, from now on. */
  listen(listener: () => void): void;
  /** The client to watch; gives it. */
  watch(client: RedisClient): RedisClient;
  noteFailure(): void;
  noteSuccess(): void;
  /** Lets go of the client, which may be the host's. */
  stop(): void;
}

// A cluster changes its servers under connections that stay, and says so.
const EVENTS = ['ready', 'refresh'] as const;

/** Nobody listens yet; until then the client is left alone. */
export function createReturns(): Returns {
  let told: (() => void) | undefined;
  let client: RedisClient | undefined;
  let failed = false;

  function attach(): void {
    if (told === undefined || client === undefined) return;
    for (const event of EVENTS) client.on(event, told);
  }

  return {
    listen(listener) {
      told = listener;
      attach();
    },
    watch(connected) {
      client = connected;
      attach();
      return connected;
    },
    noteFailure() {
      failed = true;
    },
    // Behind a proxy, a server is replaced without a new connection; but hardly without one call that fails.
    noteSuccess() {
      if (!failed) return;
      failed = false;
      told?.();
    },
    stop() {
      if (told === undefined || client === undefined) return;
      for (const event of EVENTS) client.off(event, told);
    },
  };
}
