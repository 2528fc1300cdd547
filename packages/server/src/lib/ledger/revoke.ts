import { CREDITS_WINDOW, creditsLeft } from './account.ts';
import type { Books } from './books.ts';
import type { RevokeCommand } from './command.ts';
import type { Entry } from './entry.ts';
import type { LedgerResult } from './result.ts';
import { NOTHING } from './split.ts';

/**
 * Takes prepaid units back, as many as are left of those that were asked for: what is used or held stays. The units of a command are all
 * that were ever to be taken back under its id, so the same or fewer change nothing and more take the difference, in whatever order they
 * come. The entry's units are those that could be taken.
 */
export function revokeCredits(books: Books, command: RevokeCommand): LedgerResult {
  const earlier = books.entry(command);
  if (earlier !== undefined && (earlier.kind !== 'revoke' || earlier.meter !== command.meter)) return { ok: false, reason: 'conflict' };
  const { requested, units: taken } = earlier ?? { requested: 0, units: 0 };
  if (earlier !== undefined && command.units <= requested) return { ok: true, entry: earlier, repeated: true };
  const { customerId, meter, id, units } = command;
  const account = books.account({ customerId, meter, window: CREDITS_WINDOW });
  const more = Math.min(units - requested, creditsLeft(account));
  books.putAccount({ ...account, granted: account.granted - more });
  const entry: Entry = { ...(earlier ?? beginning(books, { customerId, meter, id })), requested: units, units: taken + more };
  books.putEntry(entry);
  return { ok: true, entry, repeated: false };
}

// It is never settled, so it is never forgotten: what was taken back once for an order is not taken again after any time.
function beginning({ now }: Books, subject: Pick<Entry, 'customerId' | 'meter' | 'id'>): Entry {
  return {
    ...{ ...subject, kind: 'revoke', userId: null, state: 'committed', requested: 0, units: 0, split: NOTHING, policy: null },
    ...{ eventId: null, late: false, createdAt: now, expiresAt: null, settledAt: null, attempt: 1 },
  };
}
