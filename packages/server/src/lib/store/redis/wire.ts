import type { GrantCommand, LedgerCommand, Policy, RecordCommand, ReserveCommand, SpendCommand } from '../../ledger/command.ts';
import type { Entry } from '../../ledger/entry.ts';
import type { LedgerResult, Refused } from '../../ledger/result.ts';

type AsText<Command> = Command extends { policy: Policy } ? Omit<Command, 'policy'> & { readonly policy: string } : Command;

/** An entry as the scripts keep it: what became of it, and the command that began it. A policy is a text that they need not read. */
export interface WireEntry extends Pick<Entry, 'state' | 'units' | 'late' | 'createdAt' | 'expiresAt' | 'settledAt' | 'attempt'> {
  readonly split: readonly [allowance: number, credits: number, overage: number, overrun: number];
  /** When it is not that of the command. */
  readonly policy?: string;
  readonly eventId?: string;
  readonly given: AsText<SpendCommand | RecordCommand | ReserveCommand | GrantCommand>;
}

/** What the scripts answer to a command. */
export type WireResult =
  | { readonly ok: true; readonly entry: WireEntry; readonly repeated: boolean }
  | Exclude<Refused, { reason: 'resolved' }>
  | { readonly ok: false; readonly reason: 'resolved'; readonly entry: WireEntry };

/** A command as text. */
export function textOfCommand(command: LedgerCommand): string {
  return JSON.stringify('policy' in command ? { ...command, policy: JSON.stringify(command.policy) } : command);
}

export function entryOfWire({ given, split, policy, eventId, ...became }: WireEntry): Entry {
  const { kind, customerId, id, meter } = given;
  const [allowance, credits, overage, overrun] = split;
  const text = policy ?? ('policy' in given ? given.policy : undefined);
  return {
    ...{ kind, customerId, id, meter, ...became },
    userId: 'userId' in given ? given.userId : null,
    requested: given.units,
    split: { allowance, credits, overage, overrun },
    policy: text === undefined ? null : (JSON.parse(text) as Policy),
    eventId: eventId ?? ('eventId' in given ? given.eventId : null),
  };
}

export function resultOfWire(result: WireResult): LedgerResult {
  return 'entry' in result ? { ...result, entry: entryOfWire(result.entry) } : result;
}
