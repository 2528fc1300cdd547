import type { TierDefinition } from '../catalog.ts';

/** What a subscriber of a tier has, whichever version of it was bought. */
export type TierTerms<M extends string = string, F extends string = string> = Omit<TierDefinition<M, F>, 'versions'>;

/**
 * A tier as it was when it was bought: what an earlier version says stands in the place of what is sold now, and what it leaves out is as
 * now. Null, or a version that the catalog does not list, is the tier as it is sold now.
 */
export function termsOfVersion<M extends string, F extends string>(tier: TierDefinition<M, F>, version: string | null): TierTerms<M, F> {
  const { versions = [], ...present } = tier;
  const earlier = versions.find(({ id }) => id === version);
  if (earlier === undefined) return present;
  const { id: _, ...terms } = earlier;
  return { ...present, ...terms };
}
