import type { LedgerCommand, Policy } from '../../ledger/command.ts';
import type { Entry } from '../../ledger/entry.ts';
import type { LedgerResult, Refused } from '../../ledger/result.ts';

/** An entry as the scripts keep it: the policy is a text, so that they can pass it on without reading it. */
export type WireEntry = Omit<Entry, 'policy'> & { readonly policy: string | null };

/** What the scripts answer to a command. */
export type WireResult =
  | { readonly ok: true; readonly entry: WireEntry; readonly repeated: boolean }
  | Exclude<Refused, { reason: 'resolved' }>
  | { readonly ok: false; readonly reason: 'resolved'; readonly entry: WireEntry };

/** A command as text. */
export function textOfCommand(command: LedgerCommand): string {
  return JSON.stringify('policy' in command ? { ...command, policy: JSON.stringify(command.policy) } : command);
}

export function entryOfWire(entry: WireEntry): Entry {
  return { ...entry, policy: entry.policy === null ? null : (JSON.parse(entry.policy) as Policy) };
}

export function resultOfWire(result: WireResult): LedgerResult {
  return 'entry' in result ? { ...result, entry: entryOfWire(result.entry) } : result;
}
