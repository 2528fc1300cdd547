import type { ProviderSubscription } from '../provider.ts';
import { compareInstants } from './instant.ts';
import type { HeardPeriod, SubscriptionRow } from './snapshot.ts';

// So many in a row that each cut the one before it short are a game with plan changes, not a subscription.
const MOST_PERIODS = 16;

/** The billing periods that were heard of a subscription, oldest first, with that of one more statement. */
export function hearPeriod(known: SubscriptionRow | undefined, statement: ProviderSubscription): readonly HeardPeriod[] {
  const periods = known === undefined ? [] : (known.periods ?? periodsOf(known));
  // What the newest version says of its period is said anew: of two contents of one version the one that is taken counts.
  const others = statement.modifiedAt === known?.modifiedAt ? periods.filter(({ modifiedAt }) => modifiedAt !== known.modifiedAt) : periods;
  return periodsOf(statement).reduce(addPeriod, others).slice(-MOST_PERIODS);
}

/** Whether a row says by itself all that was heard. */
export function isOnlyPeriod(periods: readonly HeardPeriod[], row: ProviderSubscription): boolean {
  return JSON.stringify(periods) === JSON.stringify(periodsOf(row));
}

/**
 * Where the usage window of a subscription began whose present period starts then: a period that begins before the one before it was
 * over (a plan change restarted it) keeps the window, a renewal opens the next. It depends on what was heard alone, not on the order.
 */
export function windowStartOf(periods: readonly HeardPeriod[], periodStart: string | null): string | null {
  if (periodStart === null) return null;
  let window = periodStart;
  let last: HeardPeriod | undefined;
  for (const period of periods) {
    if (compareInstants(period.start, periodStart) > 0) break;
    if (last === undefined || compareInstants(period.start, last.end) >= 0) window = period.start;
    last = period;
  }
  return window;
}

function periodsOf({ periodStart: start, periodEnd: end, modifiedAt }: ProviderSubscription): HeardPeriod[] {
  return start === null || end === null ? [] : [{ start, end, modifiedAt }];
}

// Of periods that start together the newest statement counts. Of equal ones the longer does, so that no order decides.
function addPeriod(periods: readonly HeardPeriod[], heard: HeardPeriod): readonly HeardPeriod[] {
  const known = periods.find(({ start }) => compareInstants(start, heard.start) === 0);
  if (known === undefined) return [...periods, heard].sort((a, b) => compareInstants(a.start, b.start));
  const age = compareInstants(heard.modifiedAt, known.modifiedAt) || compareInstants(heard.end, known.end);
  return age <= 0 ? periods : periods.map((period) => (period === known ? heard : period));
}
