/** A tier that an operator gives for nothing. */
export interface ComplimentaryTier {
  readonly tier: string;
  /** ISO 8601; null is until it is taken back. */
  readonly until: string | null;
  readonly reason: string;
}

/** Units that an operator adds to each window of a meter's limits. */
export interface RaisedLimit {
  readonly meter: string;
  readonly units: number;
  readonly until: string;
  readonly reason: string;
}

/** What operators gave a customer beside what is paid. */
export interface Overrides {
  readonly tier: ComplimentaryTier | null;
  readonly limits: readonly RaisedLimit[];
}

const NONE: Overrides = { tier: null, limits: [] };

/** Those that hold at an instant: each ends by the clock alone. Pure. */
export function overridesAt(overrides: Overrides | undefined, now: number): Overrides {
  if (overrides === undefined) return NONE;
  const { tier, limits } = overrides;
  return {
    tier: tier !== null && (tier.until === null || now < Date.parse(tier.until)) ? tier : null,
    limits: limits.filter(({ until }) => now < Date.parse(until)),
  };
}
