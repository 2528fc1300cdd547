import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { LedgerCommand, Policy } from '../ledger/command.ts';
import type { Accepted, LedgerResult } from '../ledger/result.ts';
import { policyLater } from '../spill/policy-later.ts';
import type { SpillSubject } from '../spill/spill.ts';
import { readStanding, recallStanding, type Standing } from '../subscription/read-standing.ts';
import { policyOf } from './policy.ts';
import { refusalOf } from './refusal.ts';
import type { Spent } from './usage.ts';

type CommandOf = (policy: Policy) => LedgerCommand;

interface Answer {
  readonly standing: Standing;
  readonly result: LedgerResult;
}

interface Asking {
  readonly standing: Standing;
  readonly usage: SpillSubject;
  readonly commandOf: CommandOf;
}

/** Gives one command to the ledger under what applies to the customer now. Rejects with a BillingError when it is refused. */
export function submitUsage(context: Context, usage: SpillSubject, commandOf: CommandOf): Promise<Accepted> {
  return context.spill.orJournal({ usage, commandOf }, () => askLedger(context, usage, commandOf));
}

// Each promise between a caller and the ledger costs as much as a part of the decision: nothing is waited for that is at hand.
async function askLedger(context: Context, usage: SpillSubject, commandOf: CommandOf): Promise<Accepted> {
  const recalled = recallStanding(context, usage.customerId);
  const { standing, remembered } = recalled instanceof Promise ? await recalled : recalled;
  const result = await ask(context, { standing, usage, commandOf });
  const first = { standing, result };
  return accept(context, usage, remembered && isByPolicy(result) ? await askAfresh(context, { first, usage, commandOf }) : first);
}

function accept(context: Context, usage: SpillSubject, { standing, result }: Answer): Accepted {
  const now = context.clock.known() ?? standing.now;
  context.spill.learn({ usage, result, now, policyAt: policyLater(context, standing, usage.meter) });
  if (!result.ok) throw refusalOf(context, result, { standing, usage });
  context.level.note(result.entry);
  if (result.entry.state === 'committed') noteCommitted(context, result);
  return result;
}

function ask(context: Context, { standing, usage, commandOf }: Asking): Promise<LedgerResult> {
  const command = commandOf(policyOf(context, standing, usage.meter));
  // Work that was begun may end; only what names a meter is new.
  if (standing.leaving && 'meter' in command) return Promise.reject(new BillingError('customer_erased', 'This customer is being erased.'));
  return context.coalescer.submit(command);
}

// What another instance heard of may not have come here yet: nobody is refused by what is only remembered.
async function askAfresh(
  context: Context,
  { first, usage, commandOf }: { first: Answer; usage: SpillSubject; commandOf: CommandOf },
): Promise<Answer> {
  const standing = await readStanding(context, usage.customerId);
  const [before, present] = [first.standing, standing].map((known) => JSON.stringify(policyOf(context, known, usage.meter)));
  return { standing, result: before === present ? first.result : await ask(context, { standing, usage, commandOf }) };
}

function isByPolicy(result: LedgerResult): boolean {
  return !result.ok && (result.reason === 'limit_reached' || result.reason === 'too_large');
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
