import {
  limitsOf,
  MAX_UNITS,
  overagePriceIn,
  type Price,
  unitsForOverage,
  type Window,
  type WindowKind,
  windowAt,
} from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Policy } from '../ledger/command.ts';
import { creditedUnits } from '../subscription/merge-credits.ts';
import type { Standing } from '../subscription/standing.ts';
import { termsOf } from '../subscription/terms-of.ts';

/** One limit of a meter with the window that it is for now. */
export interface OpenLimit {
  readonly kind: WindowKind;
  readonly units: number | null;
  readonly window: Window;
}

/** The limits of a meter under what applies now; the first is the primary one. An unlimited meter has one without a number. */
export function openLimits({ catalog }: Pick<Context, 'catalog'>, standing: Standing, meter: string): readonly [OpenLimit, ...OpenLimit[]] {
  const allowance = termsOf({ catalog }, standing)?.allowances[meter] ?? 0;
  const raise = standing.raises.filter((raised) => raised.meter === meter).reduce((sum, { units }) => sum + units, 0);
  const open = (kind: WindowKind, units: number | null): OpenLimit => ({
    kind,
    units: units === null ? null : Math.min(units + raise, MAX_UNITS),
    window: windowAt(kind, standing.now, standing.period),
  });
  if (allowance === 'from-provider') return [openCredited(standing, meter, raise)];
  const [first, ...rest] = limitsOf(allowance);
  if (first === undefined) return [open('period', null)];
  return [open(first.window, first.units), ...rest.map(({ window, units }) => open(window, units))];
}

// The provider counts afresh with each billing period; without one it never does, so neither do we.
const ALWAYS: Window = { id: 'always', start: '1970-01-01T00:00:00.000Z', end: '9999-12-31T00:00:00.000Z' };

function openCredited({ credits, period, now }: Standing, meter: string, raise: number): OpenLimit {
  const units = Math.min((creditedUnits(credits, meter) ?? 0) + raise, MAX_UNITS);
  return { kind: 'period', units, window: period === null ? ALWAYS : windowAt('period', now, period) };
}

/** When a window turns; null for one that never does. */
export function resetOf({ id, end }: Window): string | null {
  return id === ALWAYS.id ? null : end;
}

/** What overage of a meter costs a customer, and how many units of it a window may hold. */
interface PricedOverage {
  readonly price: Price;
  /** In minor units of the price's currency, and in units; null where there is no such limit. */
  readonly spendCap: number | null;
  readonly cap: number | null;
}

/** Overage in the currency in which the customer pays; null where the meter blocks instead. */
export function overageOf({ catalog }: Pick<Context, 'catalog'>, standing: Standing, meter: string): PricedOverage | null {
  const priced = termsOf({ catalog }, standing)?.overage?.[meter];
  // Nobody pays for a gift, so nothing past it can be billed.
  if (priced === undefined || standing.complimentary !== null) return null;
  const { spendCap = null, ...price } = overagePriceIn(priced, standing.row?.currency ?? null);
  return { price, spendCap, cap: spendCap === null ? null : unitsForOverage(price, spendCap) };
}

// Whoever stands where it stood gets the same object, so that a store can know a policy that it has seen by its identity.
const policies = new WeakMap<Standing, Map<string, Policy>>();

/** What the ledger decides by, for one meter under what applies now. The same object for the same standing. */
export function policyOf(context: Pick<Context, 'catalog' | 'settings'>, standing: Standing, meter: string): Policy {
  const known = policies.get(standing);
  const policy = known?.get(meter);
  if (policy !== undefined) return policy;
  const made = makePolicy(context, standing, meter);
  policies.set(standing, (known ?? new Map<string, Policy>()).set(meter, made));
  return made;
}

function makePolicy(context: Pick<Context, 'catalog' | 'settings'>, standing: Standing, meter: string): Policy {
  const [first, ...rest] = openLimits(context, standing, meter);
  const plain = ({ window, units }: OpenLimit) => ({ window: window.id, units });
  const priced = overageOf(context, standing, meter);
  return {
    limits: [plain(first), ...rest.map(plain)],
    overage: priced === null ? 'block' : { cap: priced.cap },
    ...(context.settings.enforce === 'shadow' ? { shadow: true } : {}),
  };
}
