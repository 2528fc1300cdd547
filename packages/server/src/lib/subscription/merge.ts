import type { ProviderSubscription } from '../provider.ts';
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
 * mentioned stays as it was, because absence is not evidence. Pure.
 */
export function mergeStatements(rows: readonly SubscriptionRow[], statements: readonly ProviderSubscription[], source: Source): Merge {
  const merged = new Map(rows.map((row) => [row.id, row]));
  let changed = false;
  let doubtful = false;
  for (const statement of statements) {
    const known = merged.get(statement.id);
    const next = { ...complete(statement, known), windowStart: windowStartOf(statement, known) };
    const age = known === undefined ? 1 : compareInstants(statement.modifiedAt, known.modifiedAt);
    if (known !== undefined && (age < 0 || isSame(known, next))) continue;
    if (age === 0 && source === 'told') {
      doubtful = true;
      continue;
    }
    merged.set(statement.id, next);
    changed = true;
  }
  return { rows: [...merged.values()], changed, doubtful };
}

// A statement that does not speak of a scheduled tier leaves what is known of it.
function complete(statement: ProviderSubscription, known: SubscriptionRow | undefined): ProviderSubscription {
  return statement.scheduledTier === undefined ? { ...statement, scheduledTier: known?.scheduledTier ?? null } : statement;
}

// A plan change that restarts the provider's period in the middle keeps the usage window; a renewal opens the next one.
function windowStartOf({ periodStart }: ProviderSubscription, known: SubscriptionRow | undefined): string | null {
  if (known?.windowStart == null || known.periodEnd === null || periodStart === null) return periodStart;
  return compareInstants(periodStart, known.periodEnd) < 0 ? known.windowStart : periodStart;
}

function isSame(a: SubscriptionRow, b: SubscriptionRow): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
