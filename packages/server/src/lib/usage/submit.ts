import type { Context } from '../context.ts';
import type { LedgerCommand, Policy } from '../ledger/command.ts';
import type { Accepted } from '../ledger/result.ts';
import { policyLater } from '../spill/policy-later.ts';
import { readStanding } from '../subscription/read-standing.ts';
import { policyOf } from './policy.ts';
import { refusalOf } from './refusal.ts';
import type { CheckedUsage } from './request.ts';
import type { Spent } from './usage.ts';

type CommandOf = (policy: Policy) => LedgerCommand;

/** Gives one command to the ledger under what applies to the customer now. @throws BillingError when it is refused */
export async function submitUsage(context: Context, usage: CheckedUsage, commandOf: CommandOf): Promise<Accepted> {
  return await context.spill.orJournal({ usage, commandOf }, () => askLedger(context, usage, commandOf));
}

async function askLedger(context: Context, usage: CheckedUsage, commandOf: CommandOf): Promise<Accepted> {
  const standing = await readStanding(context, usage.customerId);
  const result = await context.coalescer.submit(commandOf(policyOf(context, standing, usage.meter)));
  const policyAt = policyLater(context, standing, usage.meter);
  context.spill.learn({ usage, result, now: standing.now, policyAt });
  if (!result.ok) throw refusalOf(context, result, { standing, usage });
  if (result.entry.state === 'committed') noteCommitted(context, result);
  return result;
}

function noteCommitted({ alert, wake }: Context, { entry, repeated }: Accepted): void {
  if (repeated) return;
  wake('flush');
  const { customerId, meter, split } = entry;
  if (split.overrun > 0) alert({ priority: 'soon', code: 'usage_overrun', context: { customerId, meter, units: split.overrun } });
}

/** What the caller learns of units that were counted. */
export function spentOf({ entry, repeated }: Accepted): Spent {
  const { id, units, split } = entry;
  return { id, units, overage: split.overage, overrun: split.overrun, repeated };
}
