import { isId, isUnits } from '@plimsoll/contract';
import type { LedgerCommand, Policy } from './command.ts';

/** A hundred years: any instant that follows from it is one that a date can hold. */
const LONGEST_TTL_MS = 3_153_600_000_000;

/**
 * Whether every store can hold what the command says. The callers check their input and say what is wrong with it; this one only keeps
 * a command that slipped through from failing the whole batch that it travels in.
 */
export function isWellFormed(command: LedgerCommand): boolean {
  if (!isId(command.customerId) || !isId(command.id)) return false;
  switch (command.kind) {
    case 'spend':
    case 'record':
      return isUsage(command) && isId(command.eventId);
    case 'reserve':
      return isUsage(command) && isTtl(command.ttlMs);
    case 'extend':
      return isNullOr(isUnits, command.units) && isNullOr(isTtl, command.ttlMs) && isPolicy(command.policy);
    case 'commit':
      return isNullOr(isUnits, command.units) && isPolicy(command.policy) && isId(command.eventId) && isNullOr(isCount, command.attempt);
    case 'grant':
    case 'revoke':
      return isId(command.meter) && isUnits(command.units);
    case 'release':
    case 'refund':
      return true;
    default:
      return command satisfies never;
  }
}

function isUsage({ userId, meter, units, policy }: { userId: string | null; meter: string; units: number; policy: Policy }): boolean {
  return isNullOr(isId, userId) && isId(meter) && isUnits(units) && isPolicy(policy);
}

function isPolicy({ limits, overage }: Policy): boolean {
  return limits.every(({ units }) => isNullOr(isCount, units)) && (overage === 'block' || isNullOr(isCount, overage.cap));
}

function isNullOr<T>(test: (value: T) => boolean, value: T | null): boolean {
  return value === null || test(value);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isTtl(value: number): boolean {
  return isUnits(value) && value <= LONGEST_TTL_MS;
}
