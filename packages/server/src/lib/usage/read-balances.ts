import { costOfOverage, type LimitBalance, type MeterBalance, readLevel, type SpendCap } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { type Account, type AccountKey, CREDITS_WINDOW, creditsLeft, emptyAccount } from '../ledger/account.ts';
import type { Standing } from '../subscription/read-standing.ts';
import { type OpenLimit, openLimits, overageOf, resetOf } from './policy.ts';

/** Where a customer stands with each of the meters, in one read of the store. */
export async function readBalances(context: Context, standing: Standing, meters: readonly string[]): Promise<Record<string, MeterBalance>> {
  const { customerId } = standing;
  const plans = meters.map((meter) => ({ meter, limits: openLimits(context, standing, meter) }));
  const keys: AccountKey[] = plans.flatMap(({ meter, limits }) =>
    [CREDITS_WINDOW, ...limits.map(({ window }) => window.id)].map((window) => ({ customerId, meter, window })),
  );
  const accounts = await context.store.ledger.readAccounts(keys);
  const find = (meter: string, window: string) =>
    accounts.find((account) => account.meter === meter && account.window === window) ?? emptyAccount({ customerId, meter, window });
  return Object.fromEntries(
    plans.map(({ meter, limits }) => {
      const opened = limits.map((limit) => ({ limit, account: find(meter, limit.window.id) }));
      return [meter, balanceOf(context, standing, { meter, opened, credits: find(meter, CREDITS_WINDOW) })];
    }),
  );
}

interface Opened {
  readonly meter: string;
  readonly opened: readonly { limit: OpenLimit; account: Account }[];
  readonly credits: Account;
}

function balanceOf({ catalog, settings }: Context, standing: Standing, { meter, opened, credits }: Opened): MeterBalance {
  const limits = opened.map(({ limit, account }) => limitBalance(limit, account)).sort((a, b) => room(a) - room(b));
  const tightest = limits[0] ?? { window: 'period', granted: 0, used: 0, reserved: 0, remaining: 0, resetsAt: null };
  const prepaid = creditsLeft(credits);
  const remaining = tightest.remaining === 'unlimited' ? 'unlimited' : tightest.remaining + prepaid;
  return {
    ...tightest,
    remaining,
    limits,
    credits: prepaid,
    ...overageBalance(overageOf({ catalog }, standing, meter), opened[0]?.account ?? credits),
    expiringCredits: [],
    level: readLevel({ granted: tightest.granted, credits: prepaid, remaining }, settings.warnAt),
  };
}

type Overage = Pick<MeterBalance, 'overage' | 'overagePrice' | 'overageCost' | 'spendCap'>;

// Of the primary window, where overage is counted.
function overageBalance(priced: ReturnType<typeof overageOf>, { overage, overageReserved }: Account): Overage {
  if (priced === null) return { overage, overagePrice: null, overageCost: null, spendCap: null };
  const { price, spendCap, cap } = priced;
  const capped: SpendCap | null =
    spendCap === null || cap === null
      ? null
      : { amount: spendCap, currency: price.currency, units: cap, unitsLeft: Math.max(0, cap - overage - overageReserved) };
  return { overage, overagePrice: price, overageCost: costOfOverage(price, overage), spendCap: capped };
}

// People see all that they used in the window; what is left is only what the allowance still holds.
function limitBalance({ kind, units, window }: OpenLimit, account: Account): LimitBalance {
  const { used, reserved, fromCredits, overage, overrun } = account;
  return {
    window: kind,
    granted: units ?? 'unlimited',
    used: used + fromCredits + overage + overrun,
    reserved,
    remaining: units === null ? 'unlimited' : Math.max(0, units - used - reserved),
    resetsAt: resetOf(window),
  };
}

function room({ remaining }: LimitBalance): number {
  return remaining === 'unlimited' ? Number.POSITIVE_INFINITY : remaining;
}
