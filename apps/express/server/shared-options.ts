import type { Logger, Settings, Store } from '@plimsoll/server';
import type { Env } from './env.ts';
import { openStore } from './open-store.ts';

interface Place {
  readonly env: Env;
  readonly appUrl: string;
  readonly logger: Logger;
}

interface SharedOptions {
  readonly store: Store;
  readonly allowedOrigins: readonly string[];
  readonly settings: Partial<Settings>;
  readonly logger: Logger;
}

/** What the billing of every product is given alike. */
export function sharedOptions({ env, appUrl, logger }: Place, product: string): SharedOptions {
  const { PROBE_INTERVAL_MS: probeIntervalMs } = env;
  const settings = probeIntervalMs === undefined ? {} : { probeIntervalMs };
  return { store: openStore(env, product), allowedOrigins: [appUrl], settings, logger };
}
