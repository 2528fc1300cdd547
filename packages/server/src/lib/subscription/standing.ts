import { hasAccess, type Mode, windowAt } from '@plimsoll/contract';
import type { Derived } from './derive.ts';

/** What applies to a customer now. */
export interface Standing extends Derived {
  readonly customerId: string;
  readonly mode: Mode;
  /** When the provider last confirmed it. */
  readonly asOf: string | null;
  /** The customer is being erased: nothing new begins. */
  readonly leaving?: true;
  /** The instant of the store's clock that this is for. */
  readonly now: number;
}

/** The first instant after a standing's own at which the clock alone may change it: a window turns, access or what an operator gave ends, or a scheduled tier takes over. */
export function turnsAt({ now, period, subscription, complimentary, raises }: Standing): number {
  const { cancelAt, accessUntil, scheduledTier, periodEnd } = subscription;
  const windows = [windowAt('day', now, null).end, windowAt('period', now, period).end];
  const ends = hasAccess(subscription, now) ? [cancelAt, accessUntil].filter((end) => end !== null) : [];
  const takesOver = scheduledTier !== null && periodEnd !== null && Date.parse(periodEnd) > now ? [periodEnd] : [];
  const gifts = [complimentary?.until ?? null, ...raises.map(({ until }) => until)].filter((end) => end !== null);
  return Math.min(...[...windows, ...ends, ...takesOver, ...gifts].map((instant) => Date.parse(instant)));
}
