import { type Books, hourOf } from './books.ts';
import type { RefundCommand } from './command.ts';
import type { Entry } from './entry.ts';
import { postUsed } from './post.ts';
import type { LedgerResult } from './result.ts';
import { NOTHING, negate, totalOf } from './split.ts';

/**
 * Gives what was spent back to where it came from, once. Overage stays: the provider was told of it and is never told a negative;
 * the entry's units afterwards are what could not be given back.
 */
export function refundEntry(books: Books, command: RefundCommand): LedgerResult {
  const entry = books.entry(command);
  if (entry === undefined || entry.kind === 'grant' || entry.policy === null) return { ok: false, reason: 'not_found' };
  if (entry.state === 'refunded') return { ok: true, entry, repeated: true };
  if (entry.state !== 'committed') return { ok: false, reason: 'resolved', entry };
  const { allowance, credits, overage, overrun } = entry.split;
  postUsed(books, { subject: entry, policy: entry.policy, split: negate({ ...NOTHING, allowance, credits }) });
  const { customerId, meter, userId, settledAt, createdAt } = entry;
  if (allowance + credits > 0)
    books.amend({ customerId, meter, userId, units: -(allowance + credits), hour: hourOf(settledAt ?? createdAt) });
  const kept = { ...NOTHING, overage, overrun };
  const refunded: Entry = { ...entry, state: 'refunded', units: totalOf(kept), split: kept, settledAt: books.now };
  books.putEntry(refunded);
  return { ok: true, entry: refunded, repeated: false };
}
