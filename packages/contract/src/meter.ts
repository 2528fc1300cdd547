import * as v from 'valibot';
import { MinorUnits, Money, Price } from './money.ts';

/** The largest number of units in one command: the largest integer that JSON and every store keep exactly. */
export const MAX_UNITS: number = Number.MAX_SAFE_INTEGER;

/** Whether a value is a number of units: an integer from 1 to 2^53-1. */
export function isUnits(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

const Units = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const UnitCount = v.custom<number>(isUnits, 'must be a whole number from 1 to 9007199254740991');

/** How people call a meter and one or many of its units. */
export const MeterName = v.object({ name: v.string(), unit: v.object({ one: v.string(), other: v.string() }) });
export type MeterName = Readonly<v.InferOutput<typeof MeterName>>;

/** The span that an allowance is for: the billing period (a calendar month where there is none), a calendar month or a day, in UTC. */
export const WindowKind = v.picklist(['period', 'month', 'day']);
export type WindowKind = v.InferOutput<typeof WindowKind>;

const Limit = v.object({ units: Units, window: WindowKind });
/** So many units in each window. */
export type Limit = Readonly<v.InferOutput<typeof Limit>>;

/** Units included: a number per billing period, a list of limits that must all admit, or no limit. */
export const Allowance = v.union([Units, v.literal('unlimited'), v.pipe(v.array(Limit), v.minLength(1))]);
export type Allowance = number | 'unlimited' | readonly Limit[];

/** An allowance as a catalog states it: `from-provider` is whatever the provider says that it credited to the customer. */
export const StatedAllowance = v.union([Allowance, v.literal('from-provider')]);
export type StatedAllowance = Allowance | 'from-provider';

export const Level = v.picklist(['ok', 'low', 'exhausted', 'unlimited']);
/** How near a balance is to its end. */
export type Level = v.InferOutput<typeof Level>;

const Amount = v.union([Units, v.literal('unlimited')]);

const LimitBalance = v.object({
  window: WindowKind,
  granted: Amount,
  used: Units,
  reserved: Units,
  remaining: Amount,
  resetsAt: v.nullable(v.string()),
});
/** Where one limit of a meter stands in its present window. */
export type LimitBalance = v.InferOutput<typeof LimitBalance>;

/** The most that the overage of one window may cost. */
const SpendCap = v.object({
  amount: MinorUnits,
  currency: v.string(),
  /** Units of overage that this pays for. */
  units: Units,
  /** Those of them that nobody has used or holds. */
  unitsLeft: Units,
});
export type SpendCap = v.InferOutput<typeof SpendCap>;

const ExpiringCredits = v.object({ units: Units, expiresAt: v.string() });
/** Prepaid units that are taken back at an instant unless they are used before. */
export type ExpiringCredits = v.InferOutput<typeof ExpiringCredits>;

/** Where one customer stands with one meter. The totals are those of the limit that has least left. */
export const MeterBalance = v.object({
  ...LimitBalance.entries,
  /** Every limit of the meter, the one with least left first. */
  limits: v.array(LimitBalance),
  /** Prepaid units left; they are used after the allowance and outlive windows. */
  credits: Units,
  /** Units of this window past allowance and credits. */
  overage: Units,
  /** What a unit of overage costs; null where the meter blocks instead. */
  overagePrice: v.nullable(Price),
  /** What the overage of this window comes to so far, rounded as on an invoice line; null where the meter blocks instead. */
  overageCost: v.nullable(Money),
  /** The most that the overage of a window may come to; null where there is none, or the meter blocks anyway. */
  spendCap: v.nullable(SpendCap),
  /** Prepaid units that end at a time, the earliest first. They are among `credits`. */
  expiringCredits: v.array(ExpiringCredits),
  level: Level,
});
export type MeterBalance = v.InferOutput<typeof MeterBalance>;
