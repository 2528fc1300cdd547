import { type Billing, isBillingError, type Reservation } from '@plimsoll/server';
import type { catalog } from './catalog.ts';

// So many are held ahead of the stream: one call of the ledger for each so many words.
const STEP = 500;

type TokenUsage = Pick<Billing<typeof catalog>['usage'], 'reserve' | 'extend' | 'commit' | 'release'>;

interface Speaker {
  readonly customerId: string;
  readonly userId: string;
}

/** Tokens that are held while an answer grows. */
export interface TokenHold {
  /** Takes so many more. `false`: the balance has ended, and none was taken. */
  take(tokens: number): Promise<boolean>;
  /** Counts what was taken and gives the rest back; gives how many were counted. Closing twice counts once. */
  close(): Promise<number>;
}

/**
 * Holds tokens a step ahead of an answer whose length nobody knows, so that it can stop in the middle when the balance ends.
 * @throws BillingError `limit_reached` when not even the question fits
 */
export async function holdTokens(usage: TokenUsage, who: Speaker, atLeast: number): Promise<TokenHold> {
  let hold = await reserve(usage, who, atLeast);
  let taken = 0;
  let closing: Promise<number> | undefined;

  async function grow(needed: number): Promise<boolean> {
    const more = await orWhatIsLeft(needed, (units) => usage.extend(hold, { units: hold.units + units })).catch(endOfBalance);
    if (more === null) return false;
    hold = more;
    return true;
  }

  return {
    async take(tokens) {
      if (taken + tokens > hold.units && !(await grow(taken + tokens - hold.units))) return false;
      taken += tokens;
      return true;
    },
    close() {
      closing ??= taken === 0 ? usage.release(hold).then(() => 0) : usage.commit(hold, taken).then(({ units }) => units);
      return closing;
    },
  };
}

function reserve(usage: TokenUsage, who: Speaker, atLeast: number): Promise<Reservation> {
  return orWhatIsLeft(atLeast, (units) => usage.reserve({ ...who, meter: 'tokens', units }));
}

// A whole step where there is room for one; else what is left, when that is enough.
async function orWhatIsLeft(needed: number, ask: (units: number) => Promise<Reservation>): Promise<Reservation> {
  try {
    return await ask(Math.max(STEP, needed));
  } catch (error) {
    const left = isBillingError(error, 'limit_reached') ? (error.details.limit?.remaining ?? 0) : 0;
    if (left < needed || left >= STEP) throw error;
    return await ask(left);
  }
}

function endOfBalance(error: unknown): null {
  if (isBillingError(error, 'limit_reached')) return null;
  throw error;
}
