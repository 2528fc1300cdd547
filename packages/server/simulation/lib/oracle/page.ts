import type { LedgerCommand } from '../../../src/lib/ledger/command.ts';
import type { Entry, Split } from '../../../src/lib/ledger/entry.ts';
import { ANSWERS_KEPT_MS } from '../settings.ts';
import type { Place } from './sums.ts';

/** What the oracle knows of one id of one customer. */
export interface Page extends Place {
  readonly kind: Entry['kind'];
  readonly userId: string | null;
  readonly requested: number;
  state: Entry['state'];
  units: number;
  split: Split;
  expiresAt: number | null;
  settledAt: number | null;
  /** Which holding under this id it is. */
  readonly attempt: number;
}

/** The page that an entry opens. */
export function pageOf({ customerId, meter, policy, kind, userId, requested, ...facts }: Entry): Page {
  const { state, units, split, expiresAt, settledAt, attempt } = facts;
  const windows = (policy?.limits ?? []).map(({ window }) => window);
  return { customerId, meter, windows, kind, userId, requested, state, units, split, expiresAt, settledAt, attempt };
}

/** Whether a command may open a page where there is one already. */
export function mayBeginAgain(page: Page, kind: LedgerCommand['kind'], at: number): boolean {
  const endedUnused = kind === 'reserve' && page.kind === 'reserve' && (page.state === 'released' || page.state === 'expired');
  return endedUnused || isForgotten(page, at);
}

/** Whether the ledger may have forgotten its answers by now. */
export function isForgotten({ settledAt }: Page, at: number): boolean {
  return settledAt !== null && at - settledAt > ANSWERS_KEPT_MS;
}

/** What one split has more than another. */
export function minus(a: Split, b: Split): Split {
  return {
    allowance: a.allowance - b.allowance,
    credits: a.credits - b.credits,
    overage: a.overage - b.overage,
    overrun: a.overrun - b.overrun,
  };
}

export const NO_UNITS: Split = { allowance: 0, credits: 0, overage: 0, overrun: 0 };
