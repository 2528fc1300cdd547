import { MAX_UNITS } from '@plimsoll/contract';
import { type Account, CREDITS_WINDOW, creditsLeft } from './account.ts';
import type { Books } from './books.ts';
import type { Policy } from './command.ts';
import type { Split } from './entry.ts';

/** Whose units, of which meter. */
export interface Subject {
  readonly customerId: string;
  readonly meter: string;
}

/** How units would be taken now: from the allowance while every limit has room, then credits, then overage. `missing` found no place. */
export interface Admission {
  readonly split: Split;
  readonly missing: number;
  /** The limit with least room. */
  readonly window: string;
}

/** Where units would come from; changes nothing. */
export function admit(books: Books, subject: Subject, { policy, units }: { policy: Policy; units: number }): Admission {
  const { customerId, meter } = subject;
  const { room, window } = tightest(books, subject, policy);
  const allowance = Math.min(units, room);
  const credits = Math.min(units - allowance, creditsLeft(books.account({ customerId, meter, window: CREDITS_WINDOW })));
  const overage = Math.min(units - allowance - credits, overageLeft(books, subject, policy));
  return { split: { allowance, credits, overage, overrun: 0 }, missing: units - allowance - credits - overage, window };
}

/** Whether so many more units would carry an account past the integers that every store keeps exactly. */
export function isTooLarge(books: Books, { customerId, meter }: Subject, { policy, units }: { policy: Policy; units: number }): boolean {
  return policy.limits.some(({ window }) => {
    const { used, reserved, overage, overageReserved, overrun } = books.account({ customerId, meter, window });
    return used + reserved + overage + overageReserved + overrun + units > MAX_UNITS;
  });
}

function tightest(books: Books, { customerId, meter }: Subject, { limits }: Policy): { room: number; window: string } {
  let [{ window }] = limits;
  let room = Number.POSITIVE_INFINITY;
  for (const limit of limits) {
    const next = roomIn(books.account({ customerId, meter, window: limit.window }), limit.units);
    if (next < room) ({ window } = limit);
    room = Math.min(room, next);
  }
  return { room, window };
}

function roomIn({ used, reserved }: Account, limit: number | null): number {
  return limit === null ? Number.POSITIVE_INFINITY : Math.max(0, limit - used - reserved);
}

function overageLeft(books: Books, { customerId, meter }: Subject, { overage, limits }: Policy): number {
  if (overage === 'block') return 0;
  if (overage.cap === null) return Number.POSITIVE_INFINITY;
  const account = books.account({ customerId, meter, window: limits[0].window });
  return Math.max(0, overage.cap - account.overage - account.overageReserved);
}
