import type { Policy } from '../../ledger/command.ts';
import type { Entry, Split } from '../../ledger/entry.ts';

type EntryFields = readonly [
  kind: Entry['kind'],
  userId: string | null,
  meter: string,
  state: Entry['state'],
  requested: number,
  units: number,
  split: readonly [number, number, number, number],
  policy: Policy | null,
  eventId: string | null,
  late: 0 | 1,
  createdAt: number,
  expiresAt: number | null,
  settledAt: number | null,
  attempt: number,
];

const policyTexts = new WeakMap<Policy, string>();

/** An entry as the tables hold it, but for its key. */
export function textOfEntry(entry: Entry): string {
  const { requested, units, split, late, createdAt, expiresAt, settledAt, attempt } = entry;
  const words = `"${entry.kind}",${JSON.stringify(entry.userId)},${JSON.stringify(entry.meter)},"${entry.state}"`;
  const origin = `[${split.allowance},${split.credits},${split.overage},${split.overrun}],${textOfPolicy(entry.policy)}`;
  const times = `${createdAt},${expiresAt},${settledAt}`;
  return `[${words},${requested},${units},${origin},${JSON.stringify(entry.eventId)},${late ? 1 : 0},${times},${attempt}]`;
}

/** The entry under a key that such a text tells of. */
export function entryOfText({ customerId, id }: Pick<Entry, 'customerId' | 'id'>, text: string): Entry {
  const fields = JSON.parse(text) as EntryFields;
  const [kind, userId, meter, state, requested, units, split, policy, eventId, late, createdAt, expiresAt, settledAt, attempt] = fields;
  const [allowance, credits, overage, overrun] = split;
  return {
    ...{ customerId, id, kind, userId, meter, state, requested, units, split: { allowance, credits, overage, overrun } satisfies Split },
    ...{ policy, eventId, late: late === 1, createdAt, expiresAt, settledAt, attempt },
  };
}

// Many entries share the policy of one tier.
function textOfPolicy(policy: Policy | null): string {
  if (policy === null) return 'null';
  const text = policyTexts.get(policy) ?? JSON.stringify(policy);
  policyTexts.set(policy, text);
  return text;
}
