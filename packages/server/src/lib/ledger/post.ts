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
    primary: (account, { allowance, overage }) => ({
      ...account,
      reserved: account.reserved + allowance,
      overageReserved: account.overageReserved + overage,
    }),
    other: (account, { allowance }) => ({ ...account, reserved: account.reserved + allowance }),
    credits: (account, { credits }) => ({ ...account, reserved: account.reserved + credits }),
  });
}

/** Counts a split as used in every account that it touches. */
export function postUsed(books: Books, posting: Posting): void {
  post(books, posting, {
    primary: (account, { allowance, credits, overage, overrun }) => ({
      ...account,
      used: account.used + allowance,
      fromCredits: account.fromCredits + credits,
      overage: account.overage + overage,
      overrun: account.overrun + overrun,
    }),
    other: (account, { allowance }) => ({ ...account, used: account.used + allowance }),
    credits: (account, { credits }) => ({ ...account, used: account.used + credits }),
  });
}

type Change = (account: Account, split: Split) => Account;

/** What a split does to the account of the primary window, to those of the other windows, and to the credits. */
interface Changes {
  readonly primary: Change;
  readonly other: Change;
  readonly credits: Change;
}

function post(books: Books, { subject, policy, split }: Posting, { primary, other, credits }: Changes): void {
  const { customerId, meter } = subject;
  const put = (window: string, apply: Change) => books.putAccount(apply(books.account({ customerId, meter, window }), split));
  const [first, ...rest] = policy.limits;
  put(first.window, primary);
  // Two limits may name one window (without a billing period, `period` is the calendar month): it counts the units once.
  rest.forEach(({ window }, index) => {
    if (window !== first.window && rest.findIndex((limit) => limit.window === window) === index) put(window, other);
  });
  if (split.credits !== 0) put(CREDITS_WINDOW, credits);
}
