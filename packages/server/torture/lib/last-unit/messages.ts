import type { StorePlace } from '../store-kinds.ts';

/** What a racer is started with, as JSON in its first argument. */
export interface RacerConfig {
  readonly store: StorePlace;
  readonly name: string;
  readonly lanes: number;
  readonly seed: number;
}

/** From the starter to a racer: these customers have one unit left each. */
export interface Heat {
  readonly customers: readonly string[];
}

/** How the callers of one process fared with one customer. */
export interface Score {
  readonly customerId: string;
  readonly won: number;
  readonly refused: number;
  /** What was neither, by its code. Nobody knows whether these took the unit. */
  readonly failed: readonly string[];
}

/** From a racer to the starter. */
export type RacerMessage = { readonly kind: 'ready' } | { readonly kind: 'scores'; readonly scores: readonly Score[] };
