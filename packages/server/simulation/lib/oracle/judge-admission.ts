import type { Policy } from '../../../src/lib/ledger/command.ts';
import type { Split } from '../../../src/lib/ledger/entry.ts';
import { CREDITS, type Place, type Sums } from './sums.ts';

interface Taken {
  readonly policy: Policy;
  /** Where the units came from. */
  readonly taken: Split;
  readonly units: number;
  /** Whether it may count what nothing admits. */
  readonly mayOverrun: boolean;
}

/** What is wrong with units that were given: past a limit, from the wrong place, or too many. Null when all is well. */
export function judgeAdmission(sums: Sums, place: Place, { policy, taken, units, mayOverrun }: Taken): string | null {
  const { allowance, credits, overage, overrun } = taken;
  if (allowance < 0 || credits < 0 || overage < 0 || overrun < 0) return `a part of it is negative: ${JSON.stringify(taken)}`;
  if (allowance + credits + overage + overrun !== units) return `${units} units are not the sum of ${JSON.stringify(taken)}`;
  const room = roomOf(sums, place, policy);
  if (allowance !== Math.min(units, room)) return `${room} were left of the allowance, ${allowance} of ${units} were taken from it`;
  const prepaid = creditsOf(sums, place);
  if (credits !== Math.min(units - allowance, prepaid)) return `${prepaid} prepaid units were left, ${credits} were taken`;
  const rest = units - allowance - credits;
  if (policy.overage !== 'block') return overage === rest ? null : `${rest} are overage, ${overage} were taken as such`;
  if (overage > 0) return `${overage} units of overage on a tier that has no price for it`;
  return overrun > 0 && !mayOverrun ? `${overrun} units were given past the limit` : null;
}

/** What is wrong with a refusal for want of room; null when there was none. */
export function judgeRefusal(sums: Sums, place: Place, { policy, units }: { policy: Policy; units: number }): string | null {
  if (policy.overage !== 'block') return 'this tier has a price for overage';
  const left = roomOf(sums, place, policy) + creditsOf(sums, place);
  return left >= units ? `${left} units were left` : null;
}

function roomOf(sums: Sums, place: Place, { limits }: Policy): number {
  const rooms = limits.map(({ window, units }) => {
    if (units === null) return Number.POSITIVE_INFINITY;
    const { used, reserved } = sums.of(place, window);
    return Math.max(0, units - used - reserved);
  });
  return Math.min(...rooms);
}

function creditsOf(sums: Sums, place: Place): number {
  const { granted, used, reserved } = sums.of(place, CREDITS);
  return Math.max(0, granted - used - reserved);
}
