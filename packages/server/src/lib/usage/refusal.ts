import { BillingError, findUpgradeOffer, type LimitReached } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Refused } from '../ledger/result.ts';
import type { SpillSubject } from '../spill/spill.ts';
import type { Standing } from '../subscription/read-standing.ts';
import { earlierVersionOf } from '../subscription/terms-of.ts';
import { openLimits, policyOf, resetOf } from './policy.ts';

/** What the caller is told when the ledger refused: for a limit, all that an upgrade prompt needs. */
export function refusalOf(context: Context, refused: Refused, asked: { standing: Standing; usage: SpillSubject }): BillingError {
  const { id, meter } = asked.usage;
  switch (refused.reason) {
    case 'limit_reached':
      return limitReached(context, refused, asked);
    case 'conflict':
      return new BillingError('idempotency_conflict', `The id "${id}" was used before with other arguments.`);
    case 'resolved':
      return new BillingError('reservation_resolved', `The reservation "${id}" is already ${refused.entry.state}.`);
    case 'not_found':
      return new BillingError('not_found', `There is no reservation "${id}".`);
    case 'invalid':
      return new BillingError('invalid_request', `The ledger could not read the command "${id}".`);
    case 'too_large':
      return new BillingError('invalid_units', `With these units "${meter}" would pass 2^53-1 in one window.`);
    default:
      return refused satisfies never;
  }
}

function limitReached(
  context: Context,
  { needed, remaining, window }: Extract<Refused, { reason: 'limit_reached' }>,
  { standing, usage }: { standing: Standing; usage: SpillSubject },
): BillingError {
  const { meter } = usage;
  const reached = openLimits(context, standing, meter).find((limit) => limit.window.id === window);
  // Where nothing is included, a new window brings nothing.
  const isEmpty = reached?.units === 0 && policyOf(context, standing, meter).overage === 'block';
  const resetsAt = reached === undefined || isEmpty ? null : resetOf(reached.window);
  const kept = earlierVersionOf(context, standing);
  const offer = findUpgradeOffer({ catalog: context.catalogView, currentTier: standing.tier, kept, meter, needed });
  const limit: LimitReached = { meter, needed, remaining, resetsAt, offer };
  const { one, other } = context.catalog.meters[meter]?.unit ?? { one: meter, other: meter };
  const publicMessage = `This needs ${needed} ${needed === 1 ? one : other} and ${remaining} ${remaining === 1 ? 'is' : 'are'} left.`;
  return new BillingError('limit_reached', `${usage.customerId} reached the limit of "${meter}" on tier "${standing.tier}".`, {
    publicMessage,
    limit,
  });
}
