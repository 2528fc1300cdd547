import type { Split } from './entry.ts';

/** The split of no units. */
export const NOTHING: Split = { allowance: 0, credits: 0, overage: 0, overrun: 0 };

/** Units of all origins. */
export function totalOf({ allowance, credits, overage, overrun }: Split): number {
  return allowance + credits + overage + overrun;
}

/** Two splits as one. */
export function add(a: Split, b: Split): Split {
  return {
    allowance: a.allowance + b.allowance,
    credits: a.credits + b.credits,
    overage: a.overage + b.overage,
    overrun: a.overrun + b.overrun,
  };
}

/** The same split with the other sign. */
export function negate({ allowance, credits, overage, overrun }: Split): Split {
  return { allowance: -allowance, credits: -credits, overage: -overage, overrun: -overrun };
}

/** Keeps the cheapest units: what is not used returns from overrun first, then overage, then credits, then the allowance. */
export function shrink(split: Split, units: number): Split {
  const allowance = Math.min(split.allowance, units);
  const credits = Math.min(split.credits, units - allowance);
  const overage = Math.min(split.overage, units - allowance - credits);
  return { allowance, credits, overage, overrun: units - allowance - credits - overage };
}
