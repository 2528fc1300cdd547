import type { Policy } from '../../ledger/command.ts';
import type { Entry, UsageEvent } from '../../ledger/entry.ts';
import type { SqliteValue } from './database.ts';

/** An entry as its row holds it: flat, with the policy as text. */
export type EntryRow = Omit<Entry, 'split' | 'policy' | 'late'> & Entry['split'] & { readonly policy: string | null; readonly late: 0 | 1 };

// Many entries share the policy of their tier: as one object on the way in, as one text on the way out.
const texts = new WeakMap<Policy, string>();
const policies = new Map<string, Policy>();
const MOST_POLICIES = 1000;

export function entryOfRow({ allowance, credits, overage, overrun, policy, late, ...row }: EntryRow): Entry {
  return {
    ...row,
    split: { allowance, credits, overage, overrun },
    policy: policy === null ? null : policyOfText(policy),
    late: late === 1,
  };
}

export function rowOfEntry(entry: Entry): Record<keyof EntryRow, SqliteValue> {
  // Written out: a spread of an entry takes as long as the engine needs for its row.
  const { allowance, credits, overage, overrun } = entry.split;
  return {
    customerId: entry.customerId,
    id: entry.id,
    kind: entry.kind,
    userId: entry.userId,
    meter: entry.meter,
    state: entry.state,
    requested: entry.requested,
    units: entry.units,
    allowance,
    credits,
    overage,
    overrun,
    policy: entry.policy === null ? null : textOfPolicy(entry.policy),
    eventId: entry.eventId,
    late: entry.late ? 1 : 0,
    createdAt: entry.createdAt,
    expiresAt: entry.expiresAt,
    settledAt: entry.settledAt,
    attempt: entry.attempt,
  };
}

export function rowOfEvent({ id, customerId, userId, meter, units, billableUnits, at }: UsageEvent): Record<keyof UsageEvent, SqliteValue> {
  return { id, customerId, userId, meter, units, billableUnits, at };
}

/** A policy as text. The same object gives it at once. */
export function textOfPolicy(policy: Policy): string {
  const known = texts.get(policy);
  if (known !== undefined) return known;
  const text = JSON.stringify(policy);
  texts.set(policy, text);
  return text;
}

/** A policy from its text: the same text gives the same object. */
export function policyOfText(text: string): Policy {
  const known = policies.get(text);
  if (known !== undefined) return known;
  const policy = JSON.parse(text) as Policy;
  if (policies.size >= MOST_POLICIES) policies.clear();
  policies.set(text, policy);
  texts.set(policy, text);
  return policy;
}
