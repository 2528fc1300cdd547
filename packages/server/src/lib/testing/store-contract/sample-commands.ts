import type { Account } from '../../ledger/account.ts';
import type {
  CommitCommand,
  ExtendCommand,
  GrantCommand,
  LedgerCommand,
  Policy,
  RecordCommand,
  RefundCommand,
  ReleaseCommand,
  ReserveCommand,
  RevokeCommand,
  SpendCommand,
} from '../../ledger/command.ts';
import type { LedgerResult } from '../../ledger/result.ts';
import type { Store } from '../../store.ts';

export const WINDOW = 'month:2026-11';

/** A tier that includes so many units of one window and blocks after that; null includes all. */
export function allow(units: number | null, window: string = WINDOW): Policy {
  return { limits: [{ window, units }], overage: 'block' };
}

/** A tier that prices what goes past so many units, up to a cap; null is no cap. */
export function price(units: number, cap: number | null): Policy {
  return { ...allow(units), overage: { cap } };
}

/** A tier that decides and never refuses. */
export function shadow(units: number): Policy {
  return { ...allow(units), shadow: true };
}

const WHO = { customerId: 'acme', userId: 'owner', meter: 'jobs', policy: allow(10) };

export function spend(id: string, change: Partial<SpendCommand> = {}): SpendCommand {
  return { kind: 'spend', ...WHO, units: 1, id, eventId: `event-${id}`, ...change };
}

export function record(id: string, change: Partial<RecordCommand> = {}): RecordCommand {
  return { kind: 'record', ...WHO, units: 1, id, eventId: `event-${id}`, ...change };
}

export function reserve(id: string, change: Partial<ReserveCommand> = {}): ReserveCommand {
  return { kind: 'reserve', ...WHO, units: 1, id, ttlMs: 60_000, ...change };
}

export function extend(id: string, change: Partial<ExtendCommand> = {}): ExtendCommand {
  return { kind: 'extend', customerId: WHO.customerId, policy: WHO.policy, units: null, ttlMs: null, id, ...change };
}

export function commit(id: string, change: Partial<CommitCommand> = {}): CommitCommand {
  return {
    kind: 'commit',
    customerId: WHO.customerId,
    policy: WHO.policy,
    units: null,
    id,
    eventId: `event-${id}`,
    attempt: null,
    ...change,
  };
}

export function release(id: string, change: Partial<ReleaseCommand> = {}): ReleaseCommand {
  return { kind: 'release', customerId: WHO.customerId, id, attempt: null, ...change };
}

export function refund(id: string, change: Partial<RefundCommand> = {}): RefundCommand {
  return { kind: 'refund', customerId: WHO.customerId, id, ...change };
}

export function grant(id: string, units: number, change: Partial<GrantCommand> = {}): GrantCommand {
  return { kind: 'grant', customerId: WHO.customerId, meter: WHO.meter, id, units, ...change };
}

export function revoke(id: string, units: number, change: Partial<RevokeCommand> = {}): RevokeCommand {
  return { kind: 'revoke', customerId: WHO.customerId, meter: WHO.meter, id, units, ...change };
}

/** Gives one command to the store. */
export async function applyOne(store: Store, command: LedgerCommand): Promise<LedgerResult> {
  const [result] = await store.ledger.apply([command]);
  if (result === undefined) throw new Error('The store gave no result for the command.');
  return result;
}

/** One account of the sample customer's sample meter. */
export async function readAccount(store: Store, change: { customerId?: string; meter?: string; window?: string } = {}): Promise<Account> {
  const [account] = await store.ledger.readAccounts([{ customerId: WHO.customerId, meter: WHO.meter, window: WINDOW, ...change }]);
  if (account === undefined) throw new Error('The store gave no account for the key.');
  return account;
}

/** What a result says in one word: `ok`, `again` (the answer of an earlier command), or why it was refused. */
export function outcomeOf(result: LedgerResult | undefined): string {
  if (result === undefined) return 'none';
  if (!result.ok) return result.reason;
  return result.repeated ? 'again' : 'ok';
}
