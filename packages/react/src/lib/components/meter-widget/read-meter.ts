import type { Level, MeterBalance } from '@plimsoll/contract';

/**
 * What a meter draws. `limited`: a bar; `now` is clamped to `max`, and width, text and ARIA all come from it.
 * `unlimited` and `metered` (paid by use): a count. `prepaid`: credits alone.
 */
export type MeterReading =
  | { readonly kind: 'limited'; readonly now: number; readonly max: number; readonly share: number; readonly overShare: number }
  | { readonly kind: 'unlimited' | 'metered' | 'prepaid' };

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
