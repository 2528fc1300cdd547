import { CREDITS_WINDOW } from '../../ledger/account.ts';
import type { Policy } from '../../ledger/command.ts';
import type { Entry, Split } from '../../ledger/entry.ts';
import type { KeptBooks } from './kept-books.ts';

interface Asked {
  readonly customerId: string;
  readonly units: number;
  readonly policy: Policy;
  /** The reservation that the units come on top of. */
  readonly onTopOf?: Entry;
}

/** How units would be split, by a rule that was written a second time, from the accounts as they are. What finds no place is overrun. */
export function expectedSplit(books: KeptBooks, { customerId, units, policy, onTopOf }: Asked): Split {
  const { limits, overage } = onTopOf?.policy ?? policy;
  const present = new Set(policy.limits.map(({ window }) => window));
  const prevailing = limits.flatMap((limit) => (present.has(limit.window) ? [] : [limit]));
  const windows = new Set(limits.map(({ window }) => window));
  const ruling = [...prevailing, ...policy.limits.filter(({ window }) => windows.has(window))];
  const rooms = ruling.map((limit) => {
    const { used, reserved } = books.account(customerId, limit.window);
    return limit.units === null ? units : limit.units - used - reserved;
  });
  const primary = books.account(customerId, limits[0].window);
  const terms = policy.limits[0].window === limits[0].window ? policy.overage : overage;
  const cap = terms === 'block' ? 0 : (terms.cap ?? Number.MAX_SAFE_INTEGER);
  const prepaid = books.account(customerId, CREDITS_WINDOW);
  let rest = units;
  const take = (room: number) => {
    const taken = Math.min(rest, Math.max(0, room));
    rest -= taken;
    return taken;
  };
  const allowance = take(Math.min(...rooms));
  const credits = take(prepaid.granted - prepaid.used - prepaid.reserved);
  const priced = take(cap - primary.overage - primary.overageReserved);
  return { allowance, credits, overage: priced, overrun: rest };
}
