import type { Engine } from './engine.ts';
import type { Keyspace } from './keyspace.ts';
import type { LossWatch } from './loss-watch.ts';
import type { RedisChanges } from './redis-changes.ts';
import type { StoreClock } from './store-clock.ts';

/** What every noun of the store stands on. */
export interface Ground {
  readonly engine: Engine;
  readonly keyspace: Keyspace;
  readonly clock: StoreClock;
  readonly changes: RedisChanges;
  readonly losses: LossWatch;
}
