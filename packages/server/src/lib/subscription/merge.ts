import type { ProviderSubscription } from '../provider.ts';
import { hearPeriod, isOnlyPeriod, windowStartOf } from './heard-periods.ts';
import { compareInstants } from './instant.ts';
import type { SubscriptionRow } from './snapshot.ts';

/** How the provider's statements were heard: told by a webhook, or read by us just now. */
export type Source = 'told' | 'read';

export interface Merge {
  readonly rows: readonly SubscriptionRow[];
  readonly changed: boolean;
  /** A statement of the same version says something else: only reading again can tell. */
  readonly doubtful: boolean;
}

/**
 * Takes in statements about subscriptions: a newer version replaces an older one, never the other way round, and what is not
 * mentioned stays as it was, because absence is not evidence. Of an older one only its billing period is remembered, since the usage
 * window follows from all of them. Pure.
 */
export function mergeStatements(rows: readonly SubscriptionRow[], statements: readonly ProviderSubscription[], source: Source): Merge {
  const merged = new Map(rows.map((row) => [row.id, row]));
  let changed = false;
  let doubtful = false;
  for (const statement of statements) {
    const known = merged.get(statement.id);
    const age = known === undefined ? 1 : compareInstants(statement.modifiedAt, known.modifiedAt);
    const counts = known !== undefined && age < 0 ? known : complete(statement, known);
    const next = hear(counts, statement, known);
    if (known !== undefined && isSame(known, next)) continue;
    if (age === 0 && source === 'told') {
      doubtful = true;
      continue;
    }
    merged.set(statement.id, next);
    changed = true;
  }
  return { rows: [...merged.values()], changed, doubtful };
}

/** The row of the statement that counts, after one was heard beside what is known. */
function hear(counts: ProviderSubscription, heard: ProviderSubscription, known: SubscriptionRow | undefined): SubscriptionRow {
  const { periods: _, ...statement }: Partial<SubscriptionRow> & ProviderSubscription = counts;
  const periods = hearPeriod(known, heard);
  const row = { ...statement, windowStart: windowStartOf(periods, statement.periodStart) };
  return isOnlyPeriod(periods, row) ? row : { ...row, periods };
}

// A statement that does not speak of a scheduled tier leaves what is known of it, until the period is over for whose end it was scheduled.
function complete(statement: ProviderSubscription, known: SubscriptionRow | undefined): ProviderSubscription {
  if (statement.scheduledTier !== undefined) return statement;
  const { periodStart } = statement;
  const isRenewed = periodStart !== null && known?.periodEnd != null && compareInstants(periodStart, known.periodEnd) >= 0;
  if (isRenewed || known === undefined) return { ...statement, scheduledTier: null };
  const { scheduledTier = null, scheduledInterval } = known;
  return { ...statement, scheduledTier, ...(scheduledInterval && { scheduledInterval }) };
}

function isSame(a: SubscriptionRow, b: SubscriptionRow): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
