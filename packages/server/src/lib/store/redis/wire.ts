import type { LedgerCommand, Policy } from '../../ledger/command.ts';
import type { Entry } from '../../ledger/entry.ts';
import type { LedgerResult } from '../../ledger/result.ts';
import { NOTHING } from '../../ledger/split.ts';
import { policyOfText, textOfPolicy } from './wire-policy.ts';

/** An entry as the scripts keep it (`parts/entry.lua`). Its customer and id are in its key. */
export type WireEntry = readonly [
  settledAt: number | null,
  state: Entry['state'],
  units: number,
  allowance: number,
  credits: number,
  overage: number,
  overrun: number,
  late: boolean,
  createdAt: number,
  expiresAt: number | null,
  attempt: number,
  kind: Entry['kind'],
  meter: string,
  userId: string | null,
  requested: number,
  eventId: string | null,
  policy: string | null,
];

/** What the scripts answer to a command (`parts/result.lua`); 1 is a new entry, all of it from the allowance, at the first attempt. */
export type WireResult =
  | 1
  | readonly ['new', allowance: number, credits: number, overage: number, overrun: number, attempt: number]
  | readonly ['done' | 'again' | 'resolved', entry: WireEntry]
  | readonly ['limit_reached', needed: number, remaining: number, limit: number | string]
  | readonly ['conflict' | 'not_found' | 'too_large'];

/** The entry of a customer and id. `present`: a policy that it may well have, and then shares. */
export function entryOfWire(row: WireEntry, { customerId, id }: { customerId: string; id: string }, present?: Policy | undefined): Entry {
  const [settledAt, state, units, allowance, credits, overage, overrun, late, createdAt, expiresAt, attempt, ...given] = row;
  const [kind, meter, userId, requested, eventId, policyText] = given;
  const policy = policyText === null ? null : policyOf(policyText, present);
  return {
    ...{ customerId, id, kind, userId, meter, state, requested, units, split: { allowance, credits, overage, overrun } },
    ...{ policy, eventId, late, createdAt, expiresAt, settledAt, attempt },
  };
}

// Only a split and an attempt are the script's to tell; all else follows from the command and the instant.
function newEntry(command: LedgerCommand, { split, attempt, now }: { split: Entry['split']; attempt: number; now: number }): Entry {
  const began = { split, attempt, late: false, createdAt: now };
  switch (command.kind) {
    case 'spend':
    case 'record': {
      const { kind, customerId, id, meter, userId, units, policy, eventId } = command;
      const given = { kind, customerId, id, meter, userId, units, requested: units, policy, eventId };
      return { ...given, ...began, state: 'committed', expiresAt: null, settledAt: now };
    }
    case 'reserve': {
      const { kind, customerId, id, meter, userId, units, policy, ttlMs } = command;
      const given = { kind, customerId, id, meter, userId, units, requested: units, policy, eventId: null };
      return { ...given, ...began, state: 'reserved', expiresAt: now + ttlMs, settledAt: null };
    }
    case 'grant': {
      const { kind, customerId, id, meter, units } = command;
      const given = { kind, customerId, id, meter, userId: null, units, requested: units, policy: null, eventId: null };
      return { ...given, ...began, state: 'committed', expiresAt: null, settledAt: now };
    }
    default:
      throw new Error(`A ${command.kind} begins no entry.`);
  }
}

function policyOf(text: string, present: Policy | undefined): Policy {
  return present !== undefined && textOfPolicy(present) === text ? present : policyOfText(text);
}

/** What a command did, from what the scripts answered at an instant. */
export function resultOfWire(result: WireResult, command: LedgerCommand, now: number): LedgerResult {
  if (result === 1) {
    const allowance = 'units' in command ? (command.units ?? 0) : 0;
    return { ok: true, entry: newEntry(command, { split: { ...NOTHING, allowance }, attempt: 1, now }), repeated: false };
  }
  switch (result[0]) {
    case 'new': {
      const [, allowance, credits, overage, overrun, attempt] = result;
      return { ok: true, entry: newEntry(command, { split: { allowance, credits, overage, overrun }, attempt, now }), repeated: false };
    }
    case 'done':
    case 'again':
      return { ok: true, entry: entryOfWire(result[1], command, presentOf(command)), repeated: result[0] === 'again' };
    case 'resolved':
      return { ok: false, reason: 'resolved', entry: entryOfWire(result[1], command, presentOf(command)) };
    case 'limit_reached':
      return { ok: false, reason: 'limit_reached', needed: result[1], remaining: result[2], window: windowOf(result[3], command) };
    default:
      return { ok: false, reason: result[0] };
  }
}

// The limit that refused: by its place in the policy of the command, from 1, or by its window.
function windowOf(limit: number | string, command: LedgerCommand): string {
  return typeof limit === 'string' ? limit : (presentOf(command)?.limits[limit - 1]?.window ?? '');
}

function presentOf(command: LedgerCommand): Policy | undefined {
  return 'policy' in command ? command.policy : undefined;
}
