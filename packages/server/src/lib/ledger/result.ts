import type { Entry } from './entry.ts';

/** The command took effect, now or when it was first given. */
export interface Accepted {
  readonly ok: true;
  readonly entry: Entry;
  /** Whether this is the answer of an earlier command with the same id. */
  readonly repeated: boolean;
}

/** The command changed nothing. */
export type Refused =
  | { readonly ok: false; readonly reason: 'limit_reached'; readonly needed: number; readonly remaining: number; readonly window: string }
  /** `invalid`: what it says cannot be kept, as 0 units; the other commands of its batch are not touched by it. */
  | { readonly ok: false; readonly reason: 'conflict' | 'not_found' | 'too_large' | 'invalid' }
  | { readonly ok: false; readonly reason: 'resolved'; readonly entry: Entry };

export type LedgerResult = Accepted | Refused;
