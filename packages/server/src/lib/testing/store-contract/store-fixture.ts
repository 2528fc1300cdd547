import type { Store } from '../../store.ts';

/** An empty store of its own for one test. */
export interface StoreFixture {
  /** Open or not: the suite opens it. */
  readonly store: Store;
  /** Moves the store's clock forward. */
  advance(ms: number): void | Promise<void>;
  /** All that is kept, as text: every table or key. Left out where nobody can look, as in the memory of a process. */
  contents?(): Promise<string>;
  /** Closes the store and takes away what it kept. */
  dispose(): Promise<void>;
}

export interface StoreSetup {
  create(): Promise<StoreFixture>;
}
