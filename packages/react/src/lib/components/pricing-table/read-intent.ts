import {
  type BillingError,
  type BillingInterval,
  type BillingState,
  type CatalogView,
  readTierAction,
  type TierView,
} from '@plimsoll/contract';
import type { TierIntent } from './tier-button.ts';

/** Who looks at the plans: a customer's state, or why there is none: not there yet, nobody signed in, or it could not be read. */
export type Viewer = BillingState | 'loading' | 'signed-out' | 'unknown';

/** Reads who looks from the answer of the state query. */
export function readViewer(state: { readonly data: BillingState | undefined; readonly error: BillingError | null }): Viewer {
  if (state.error?.code === 'unauthenticated') return 'signed-out';
  if (state.data !== undefined) return state.data;
  return state.error === null ? 'loading' : 'unknown';
}

export interface IntentContext {
  readonly catalog: CatalogView;
  readonly viewer: Viewer;
  /** The interval that is looked at. */
  readonly interval: BillingInterval | undefined;
}

/** What a viewer can do with a tier. */
export function readIntent(tier: TierView, { catalog, viewer, interval }: IntentContext): TierIntent {
  if (typeof viewer === 'object') {
    return readTierAction(tier.id, { catalog, currentTier: viewer.tier, subscription: viewer.subscription, interval });
  }
  if (tier.contactUrl !== undefined) return 'contact';
  return viewer === 'signed-out' ? 'choose' : 'unavailable';
}
