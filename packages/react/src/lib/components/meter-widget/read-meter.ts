import type { Level, LimitBalance, MeterBalance } from '@plimsoll/contract';
import { readRoom } from './read-room.ts';

// Share of what may be used past the allowance under which its end is near.
const NEAR_CAP = 0.2;

/**
 * What a meter draws. `limited`: a bar; `now` is clamped to `max`, and width, text and ARIA all come from it. `capped` (paid by use up to
 * an amount): the same, of money in minor units. `unlimited` and `metered` (paid by use): a count. `prepaid`: credits alone.
 */
export type MeterReading =
  | { readonly kind: 'limited' | 'capped'; readonly now: number; readonly max: number; readonly share: number; readonly overShare: number }
  | { readonly kind: 'unlimited' | 'metered' | 'prepaid' };

/** A balance with counts that people can be shown: none is negative, broken or beyond what a number holds exactly. */
export function soundBalance(balance: MeterBalance): MeterBalance {
  const { credits, overage, limits } = balance;
  return { ...balance, ...soundLimit(balance), credits: soundCount(credits), overage: soundCount(overage), limits: limits.map(soundLimit) };
}

function soundLimit<Limit extends LimitBalance>({ granted, used, reserved, resetsAt, ...limit }: Limit) {
  return {
    ...limit,
    granted: granted === 'unlimited' ? granted : soundCount(granted),
    used: soundCount(used),
    reserved: soundCount(reserved),
    resetsAt: Date.parse(resetsAt ?? '') ? resetsAt : null,
  };
}

const soundCount = (value: number) => (value > 0 ? Math.min(Math.floor(value), Number.MAX_SAFE_INTEGER) : 0);

/** Reads a balance for drawing. */
export function readMeter({ granted, used, overage, overagePrice, overageCost, spendCap }: MeterBalance): MeterReading {
  if (granted === 'unlimited') return { kind: 'unlimited' };
  if (granted > 0) return { kind: 'limited', ...fill(used, granted), overShare: overage / (granted + overage) };
  if (overagePrice === null) return { kind: 'prepaid' };
  return spendCap && spendCap.amount > 0
    ? { kind: 'capped', ...fill(overageCost?.amount ?? 0, spendCap.amount), overShare: 0 }
    : { kind: 'metered' };
}

function fill(value: number, max: number) {
  const now = Math.min(Math.max(value, 0), max);
  return { now, max, share: now / max };
}

/** The level as it should look: what goes on at a price is not at its end, and what is paid by use alone is well until its cap comes near. */
export function readTone(balance: MeterBalance): Level {
  const { level, granted, overagePrice, spendCap } = balance;
  const room = readRoom(balance);
  if (level !== 'exhausted' || overagePrice === null || room <= 0) return level;
  return granted === 0 && !(spendCap && room < spendCap.units * NEAR_CAP) ? 'ok' : 'low';
}
