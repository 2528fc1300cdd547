import { BillingError, type MeterBalance } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { readStanding } from '../subscription/read-standing.ts';
import { explainUsage } from './explain.ts';
import { readBalances } from './read-balances.ts';
import { parseUsage, type UsageRequest } from './request.ts';
import { createReservations } from './reservations.ts';
import { runMetered } from './run.ts';
import { spentOf, submitUsage } from './submit.ts';
import type { Usage } from './usage.ts';

/** Builds the usage methods over a context. */
export function createUsage(context: Context): Usage {
  const deduct = (kind: 'spend' | 'record') => async (request: UsageRequest) => {
    const usage = parseUsage(context, request);
    // An id that was made for this call is like no other: the event may bear it as well.
    const eventId = request.id === undefined ? usage.id : context.runtime.uuid();
    return spentOf(await submitUsage(context, usage, (policy) => ({ ...usage, kind, policy, eventId })));
  };

  const usage: Usage = {
    async check(request) {
      const { customerId, meter, units } = parseUsage(context, request);
      const balance = (await readBalances(context, await readStanding(context, customerId), [meter]))[meter];
      if (balance === undefined) throw new BillingError('internal', `No balance was read for "${meter}".`);
      const allowed =
        balance.remaining === 'unlimited' ||
        balance.remaining >= units ||
        hasOverageFor(balance, units) ||
        context.settings.enforce === 'shadow';
      return { allowed, balance };
    },
    spend: deduct('spend'),
    record: deduct('record'),
    ...createReservations(context),
    explain: async (request) => await explainUsage(context, parseUsage(context, request)),
    run: (request, work) => runMetered({ usage, logger: context.logger }, request, work),
    metered:
      (options, work) =>
      (who, ...args) =>
        usage.run({ ...options, ...who }, () => work(...args)),
  };
  return usage;
}

// What the allowance and credits do not hold must fit below the spend cap.
function hasOverageFor({ remaining, overagePrice, spendCap }: MeterBalance, units: number): boolean {
  if (overagePrice === null || remaining === 'unlimited') return overagePrice !== null;
  return spendCap === null || units - remaining <= spendCap.unitsLeft;
}
