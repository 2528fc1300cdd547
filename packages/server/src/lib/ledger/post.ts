import { type Account, CREDITS_WINDOW } from './account.ts';
import type { Subject } from './admit.ts';
import type { Books } from './books.ts';
import type { Policy } from './command.ts';
import type { Split } from './entry.ts';

/** Units to move: a negative part takes them back. */
export interface Posting {
  readonly subject: Subject;
  readonly policy: Policy;
  readonly split: Split;
}

/** Holds a split in every account that it touches. */
export function postReserved(books: Books, posting: Posting): void {
  post(books, posting, {
    limit: (account, { allowance }) => ({ ...account, reserved: account.reserved + allowance }),
    credits: (account, { credits }) => ({ ...account, reserved: account.reserved + credits }),
    primary: (account, { overage }) => ({ ...account, overageReserved: account.overageReserved + overage }),
  });
}

/** Counts a split as used in every account that it touches. */
export function postUsed(books: Books, posting: Posting): void {
  post(books, posting, {
    limit: (account, { allowance }) => ({ ...account, used: account.used + allowance }),
    credits: (account, { credits }) => ({ ...account, used: account.used + credits }),
    primary: (account, { credits, overage, overrun }) => ({
      ...account,
      fromCredits: account.fromCredits + credits,
      overage: account.overage + overage,
      overrun: account.overrun + overrun,
    }),
  });
}

type Change = (account: Account, split: Split) => Account;

function post(books: Books, { subject, policy, split }: Posting, change: { limit: Change; credits: Change; primary: Change }): void {
  const { customerId, meter } = subject;
  const { limits } = policy;
  const put = (window: string, apply: Change) => books.putAccount(apply(books.account({ customerId, meter, window }), split));
  // Two limits may name one window (without a billing period, `period` is the calendar month): it counts the units once.
  limits.forEach(({ window }, index) => {
    if (limits.findIndex((limit) => limit.window === window) === index) put(window, change.limit);
  });
  put(limits[0].window, change.primary);
  if (split.credits !== 0) put(CREDITS_WINDOW, change.credits);
}
