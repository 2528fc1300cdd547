import type { LedgerCommand } from '../ledger/command.ts';
import { decide } from '../ledger/decide.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Accepted } from '../ledger/result.ts';
import type { Hold } from './open-holds.ts';
import type { Asked } from './spill.ts';
import type { SpillMemory } from './spill-memory.ts';

/** Where commands become durable. */
export type Append = (commands: readonly LedgerCommand[]) => Promise<void>;

/**
 * Does what the store would do for a customer without a limit; null when it is not one, or the store alone can know the answer. What is
 * kept are the very commands that the store would have been given, so that whoever gives one again under its id gets the same answer.
 */
export async function takeOver(memory: SpillMemory, append: Append, { usage, commandOf }: Asked): Promise<Accepted | null> {
  const hold = memory.holds.find(usage);
  const policy = hold?.entry.policy ?? memory.recall(usage);
  if (policy === null) return null;
  const command = commandOf(policy);
  const [result] = decide({ accounts: [], entries: hold === undefined ? [] : [hold.entry] }, [command], memory.now()).results;
  if (result?.ok !== true) return null;
  const taken = await keep({ command, entry: result.entry, hold }, memory, append);
  return taken ? result : null;
}

interface Decided {
  readonly command: LedgerCommand;
  readonly entry: Entry;
  readonly hold: Hold | undefined;
}

// What is only held needs no disk: when this process dies, so does the work that it is held for.
async function keep({ command, entry, hold }: Decided, { holds, now }: SpillMemory, append: Append): Promise<boolean> {
  switch (command.kind) {
    case 'spend':
    case 'record':
      await append([command]);
      return true;
    case 'reserve':
      return hold !== undefined || holds.keep({ entry, local: true }, now());
    case 'extend':
      return hold?.local === true && holds.keep({ entry, local: true }, now());
    case 'commit':
      if (hold === undefined) return false;
      // Whether or not the store knows the reservation, or forgot it meanwhile, this pair ends in one commit.
      await append([...reserveAgain(hold.entry), { ...command, units: entry.units }]);
      holds.forget(entry);
      return true;
    case 'release':
      if (hold?.local !== true) return false;
      holds.forget(entry);
      return true;
    case 'refund':
    case 'grant':
    case 'revoke':
      return false;
    default:
      return command satisfies never;
  }
}

function reserveAgain({ customerId, userId, meter, id, requested, policy, createdAt, expiresAt }: Entry): LedgerCommand[] {
  if (policy === null || expiresAt === null) return [];
  return [{ kind: 'reserve', customerId, userId, meter, id, units: requested, policy, ttlMs: Math.max(1, expiresAt - createdAt) }];
}
