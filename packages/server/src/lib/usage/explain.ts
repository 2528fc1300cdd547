import type { MeterBalance } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Policy } from '../ledger/command.ts';
import { readStanding, type Standing } from '../subscription/read-standing.ts';
import { termsOf } from '../subscription/terms-of.ts';
import { policyOf } from './policy.ts';
import { readBalances } from './read-balances.ts';
import type { CheckedUsage } from './request.ts';

/** The whole reasoning behind an answer, for the person who must say why a customer was stopped. */
export interface Explanation {
  readonly allowed: boolean;
  /** One sentence for each step, in the order in which it was decided. */
  readonly because: readonly string[];
  readonly standing: Standing;
  readonly policy: Policy;
  readonly balance: MeterBalance | undefined;
}

/** Says what the ledger would answer now, and why. Changes nothing. */
export async function explainUsage(context: Context, usage: CheckedUsage): Promise<Explanation> {
  const standing = await readStanding(context, usage.customerId);
  const policy = policyOf(context, standing, usage.meter);
  const balance = (await readBalances(context, standing, [usage.meter]))[usage.meter];
  const verdict = judge(usage, policy, balance);
  return {
    allowed: verdict.allowed,
    because: [...explainStanding(standing), ...explainCredits(context, standing, usage.meter), ...explainLimits(balance), verdict.because],
    standing,
    policy,
    balance,
  };
}

function explainStanding({ mode, asOf, tier, subscription, row }: Standing): string[] {
  const { status, accessUntil, cancelAt } = subscription;
  const known = {
    live: `The provider answers; the subscription is ${status}.`,
    stale: `The provider is away; what it confirmed last (${asOf}) is honoured: ${status}.`,
    fallback: 'The provider is away and nothing recent enough is known of this customer.',
  }[mode];
  const end = accessUntil ?? cancelAt;
  const tookOver = row !== null && row.tier !== tier && row.scheduledTier === tier && subscription.scheduledTier === null;
  const change = tookOver ? [`"${tier}" took over from "${row.tier}" at ${row.periodEnd}, as the provider had announced.`] : [];
  return [known, ...change, `So the tier is "${tier}"${end === null ? '' : `, with access until ${end}`}.`];
}

function explainCredits(context: Context, standing: Standing, meter: string): string[] {
  if (termsOf(context, standing)?.allowances[meter] !== 'from-provider') return [];
  const own = standing.credits.filter((credit) => credit.meter === meter);
  if (own.length === 0) return ['What is included is what the provider credits, and it has not credited anything that is known of: 0.'];
  return own.map(({ units, modifiedAt }) => `What is included is what the provider credits: ${units}, as it said at ${modifiedAt}.`);
}

function explainLimits(balance: MeterBalance | undefined): string[] {
  if (balance === undefined) return [];
  const limits = balance.limits.map(({ window, granted, used, reserved, remaining, resetsAt }) =>
    granted === 'unlimited'
      ? `There is no limit; ${used} used since this ${window} began.`
      : `${granted} a ${window}: ${used} used, ${reserved} held, ${remaining} left${resetsAt === null ? '' : ` until ${resetsAt}`}.`,
  );
  return [...limits, `${balance.credits} prepaid units are left.`];
}

function judge(usage: CheckedUsage, policy: Policy, balance: MeterBalance | undefined): { allowed: boolean; because: string } {
  const { units } = usage;
  const remaining = balance?.remaining ?? 0;
  if (remaining === 'unlimited' || remaining >= units) return { allowed: true, because: `${units} asked for: they fit.` };
  if (policy.overage !== 'block') {
    const capLeft = balance?.spendCap?.unitsLeft ?? Number.POSITIVE_INFINITY;
    if (units - remaining <= capLeft)
      return { allowed: true, because: `${units} asked for, ${remaining} left: the rest is overage, which this tier prices.` };
    if (policy.shadow !== true)
      return { allowed: false, because: `${units} asked for, ${remaining} left, and the spend cap leaves ${capLeft} of overage.` };
  }
  if (policy.shadow === true)
    return { allowed: true, because: `${units} asked for, ${remaining} left: recorded, because limits are not enforced yet.` };
  return { allowed: false, because: `${units} asked for, ${remaining} left, and this tier blocks past its limit.` };
}
