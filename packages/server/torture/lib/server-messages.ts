import type { StorePlace } from './store-kinds.ts';

/** What a server process is started with, as JSON in its first argument. */
export interface ServerConfig {
  readonly port: number;
  readonly store: StorePlace;
  /** Origin of the provider's API: the chaos proxy. */
  readonly polarUrl: string;
  /** How far the store's clock is ahead of the host's, in milliseconds. */
  readonly aheadMs: number;
}

/** From the rig to a server. */
export type RigMessage =
  | { readonly kind: 'clock'; readonly aheadMs: number }
  /** Where to die next; see `createCrashPoints`. */
  | { readonly kind: 'crash'; readonly at: string };

/** From a server to the rig. */
export type ServerMessage =
  | { readonly kind: 'ready' }
  /** The host's hook was called: what a customer has now. */
  | { readonly kind: 'access'; readonly customerId: string; readonly tier: string; readonly status: string }
  | { readonly kind: 'alert'; readonly code: string; readonly text: string };
