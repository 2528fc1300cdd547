import { BillingError } from '@plimsoll/contract';
import type { AuditNote } from '../audit/audit-note.ts';
import type { Context } from '../context.ts';
import { accountStateOf } from '../subscription/account-state.ts';
import { deriveSubscription } from '../subscription/derive.ts';
import type { Overrides } from '../subscription/overrides.ts';
import { overridesAt } from '../subscription/overrides.ts';
import type { Snapshot } from '../subscription/snapshot.ts';
import { requireMeter } from '../usage/request.ts';
import type { Operator } from './operator.ts';
import { requireCustomer } from './require-customer.ts';

const MOST_TRIES = 20;

export interface TierGift {
  readonly customerId: string;
  /** Null takes it back. */
  readonly tier: string | null;
  readonly until: string | null;
  readonly reason: string;
}

/** Gives a tier for nothing, or takes it back. The same again changes nothing. @throws BillingError `invalid_request` or `not_found` */
export async function giveTier(context: Context, operator: Operator, { customerId, tier, until, reason }: TierGift): Promise<void> {
  if (tier !== null && !Object.hasOwn(context.catalog.tiers, tier)) throw invalid('tier', `There is no tier "${tier}".`);
  await requireFuture(context, until);
  await changeOverrides(context, operator, {
    ...{ customerId, reason, action: tier === null ? 'tier.taken_back' : 'tier.given', detail: { tier, until } },
    change: (overrides) => {
      const same = overrides.tier?.tier === (tier ?? undefined) && (overrides.tier?.until ?? null) === until;
      return same ? null : { ...overrides, tier: tier === null ? null : { tier, until, reason } };
    },
  });
}

export interface LimitRaise {
  readonly customerId: string;
  readonly meter: string;
  /** Added to each window; null takes the raise back. */
  readonly units: number | null;
  readonly until: string | null;
  readonly reason: string;
}

/** Raises the limits of a meter until an instant, instead of an earlier raise, or takes it back. @throws BillingError `invalid_request` or `not_found` */
export async function raiseLimit(context: Context, operator: Operator, raise: LimitRaise): Promise<void> {
  const { customerId, meter, units, until, reason } = raise;
  requireMeter(context.catalog, meter);
  await requireFuture(context, until);
  await changeOverrides(context, operator, {
    ...{ customerId, reason, action: units === null ? 'limit.restored' : 'limit.raised', detail: { meter, units, until } },
    change: ({ tier, limits }) => {
      const known = limits.find((limit) => limit.meter === meter);
      if ((known?.units ?? null) === units && (known?.until ?? null) === until) return null;
      const others = limits.filter((limit) => limit.meter !== meter);
      return { tier, limits: units === null || until === null ? others : [...others, { meter, units, until, reason }] };
    },
  });
}

interface OverrideChange extends Pick<AuditNote, 'action' | 'detail'> {
  readonly customerId: string;
  readonly reason: string;
  /** Null: it is so already. */
  readonly change: (overrides: Overrides) => Overrides | null;
}

async function changeOverrides(context: Context, operator: Operator, deed: OverrideChange): Promise<void> {
  const { store, audit, access, level } = context;
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const current = await requireCustomer(context, deed.customerId);
    if (current.untold !== undefined) await audit.tell(current.untold);
    const now = await store.now();
    // What is over by now is not kept.
    const overrides = deed.change(overridesAt(current.overrides, now));
    if (overrides === null) return;
    const { untold: _, ...kept } = current;
    const next: Snapshot = { ...kept, overrides };
    const untold = noteOf(context, operator, { current, next, now, deed });
    if (!(await store.snapshots.write({ ...next, untold }, current.revision))) continue;
    access.note(deed.customerId);
    level.noteCustomer(deed.customerId);
    return await audit.tell(untold);
  }
  throw new BillingError('concurrent_change', `The snapshot changed ${MOST_TRIES} times while an operator changed it.`);
}

function noteOf(
  { catalog, settings }: Context,
  { userId }: Operator,
  { current, next, now, deed }: { current: Snapshot; next: Snapshot; now: number; deed: OverrideChange },
): AuditNote {
  const { customerId, revision } = current;
  const { action, detail, reason } = deed;
  const options = { catalog, pastDueGraceMs: settings.pastDueGraceMs, now };
  const [before, after] = [current, next].map((snapshot) => accountStateOf(deriveSubscription(snapshot, options)));
  const source = { kind: 'operator', id: userId, type: null } as const;
  return { id: `account/${customerId}/${revision + 1}`, at: now, action, customerId, source, reason, detail: { ...detail, before, after } };
}

async function requireFuture({ store }: Context, until: string | null): Promise<void> {
  if (until !== null && Date.parse(until) <= (await store.now())) throw invalid('until', 'until must lie ahead.');
}

function invalid(field: string, message: string): BillingError {
  return new BillingError('invalid_request', message, { publicMessage: message, fields: [{ pointer: `/${field}`, detail: message }] });
}
