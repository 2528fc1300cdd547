import type { Store } from '../../src/index.ts';

/** What runs side by side on one database engine. */
export interface Engine {
  readonly store: Store;
  /** One `consume` of rate-limiter-flexible. */
  readonly consume: (customerId: string) => Promise<unknown>;
  /** The least that this engine can be asked for: a conditional deduct with an answer, coalesced, without ids, history or events. */
  readonly deduct: (customerId: string) => Promise<boolean>;
  /** What `deduct` sends. */
  readonly deductStatement: string;
  /** How each of the three is durable and connected. */
  readonly terms: string;
  close(): Promise<void>;
}

/** The engines that a run can be made on. */
export const ENGINE_KINDS = ['sqlite', 'postgres', 'redis'] as const;
export type EngineKind = (typeof ENGINE_KINDS)[number];

export interface EngineOptions {
  readonly customers: readonly string[];
  /** How many calls will be under way, for the bare deduct's batches. */
  readonly concurrency: number;
}

/** What the peer grants each customer: more than a run uses, in a window that outlives it. */
export const PEER_POINTS = { points: 1_000_000_000, duration: 30 * 86_400 };
