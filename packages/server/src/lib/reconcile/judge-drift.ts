/** What the ledger has committed of one meter in one window, at one instant, and what was found about it. */
export interface Figure {
  readonly window: string;
  readonly committed: number;
  /** What the provider had counted before the window began; null while nobody knows. */
  readonly offset: number | null;
  /** Units by which the provider has counted more (or, below zero, less) than the ledger. */
  readonly drift: number;
}

/** What is held against a figure of the ledger that the provider must know of by now. */
export interface Evidence {
  readonly settled: Figure;
  /** What the ledger has committed now, read after the provider was asked. */
  readonly committed: number;
  readonly counted: number;
  /** Whether the provider counts from the start of this window, or on from earlier ones. */
  readonly fresh: boolean;
  /** Whether the ledger gives such units back, of which the provider is never told: then it may well have counted more. */
  readonly refundable: boolean;
}

/**
 * The figure after a comparison. What the provider counts lags, so it is compared with a range: all that was told of long ago, up to
 * all that is committed now. A provider that counts on over windows is compared from the first time that the customer was quiet. Pure.
 */
export function judgeDrift({ settled, committed, counted, fresh, refundable }: Evidence): Figure {
  const offset = settled.offset ?? (fresh ? 0 : learnOffset(settled, { committed, counted }));
  const { window } = settled;
  if (offset === null) return { window, committed, offset, drift: 0 };
  const drift = outside(counted - offset, settled.committed, committed);
  return { window, committed, offset, drift: refundable ? Math.min(0, drift) : drift };
}

function learnOffset(settled: Figure, { committed, counted }: Pick<Evidence, 'committed' | 'counted'>): number | null {
  return settled.committed === committed ? counted - committed : null;
}

function outside(told: number, settled: number, committed: number): number {
  const [least, most] = [Math.min(settled, committed), Math.max(settled, committed)];
  if (told < least) return told - least;
  return told > most ? told - most : 0;
}
