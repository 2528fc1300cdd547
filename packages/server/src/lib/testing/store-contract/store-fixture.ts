import type { Store } from '../../store.ts';

/** An empty store of its own for one test. */
export interface StoreFixture {
  /** Open or not: the suite opens it. */
  readonly store: Store;
  /** Moves the store's clock forward. */
  advance(ms: number): void | Promise<void>;
  /** Closes the store and takes away what it kept. */
  dispose(): Promise<void>;
}

export interface StoreSetup {
  create(): Promise<StoreFixture>;
}
