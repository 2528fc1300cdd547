import type { Level, LimitBalance, MeterBalance } from '@plimsoll/contract';

/**
 * What a meter draws. `limited`: a bar; `now` is clamped to `max`, and width, text and ARIA all come from it.
 * `unlimited` and `metered` (paid by use): a count. `prepaid`: credits alone.
 */
export type MeterReading =
  | { readonly kind: 'limited'; readonly now: number; readonly max: number; readonly share: number; readonly overShare: number }
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
export function readMeter({ granted, used, overage, overagePrice }: MeterBalance): MeterReading {
  if (granted === 'unlimited') return { kind: 'unlimited' };
  if (granted === 0) return { kind: overagePrice === null ? 'prepaid' : 'metered' };
  const now = Math.min(Math.max(used, 0), granted);
  return { kind: 'limited', now, max: granted, share: now / granted, overShare: overage / (granted + overage) };
}

/** The level as it should look: what goes on at a price is not at its end. */
export function readTone({ level, overagePrice }: Pick<MeterBalance, 'level' | 'overagePrice'>): Level {
  return level === 'exhausted' && overagePrice !== null ? 'low' : level;
}
