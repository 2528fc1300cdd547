import { type BillingState, type Catalog, type KeptTier, shownAllowances, type TierTerms, termsOfVersion } from '@plimsoll/contract';
import type { Standing } from './standing.ts';

type Stands = Pick<Standing, 'tier' | 'row'>;
type Sold = { readonly catalog: Catalog };

/** What the tier includes for this customer: as it was when they bought it, or as it is sold now. Undefined: the catalog lost the tier. */
export function termsOf({ catalog }: Sold, standing: Stands): TierTerms | undefined {
  const tier = catalog.tiers[standing.tier];
  return tier === undefined ? undefined : termsOfVersion(tier, boughtVersion(standing));
}

/** The earlier version of the tier that the customer keeps, with its terms; null when it is the one that is sold now. */
export function earlierVersionOf({ catalog }: Sold, standing: Stands): BillingState['tierVersion'] {
  const tier = catalog.tiers[standing.tier];
  const known = tier?.versions?.find(({ id }) => id === boughtVersion(standing));
  if (tier === undefined || known === undefined) return null;
  const { prices, allowances, overage, features, featureValues } = termsOfVersion(tier, known.id);
  const said = { ...(overage && { overage }), ...(features && { features }), ...(featureValues && { featureValues }) };
  return { id: known.id, prices, allowances: shownAllowances(allowances), ...said } as KeptTier;
}

// The product of the row sold its own tier; a tier that took over at the period's end was bought as it is now.
function boughtVersion({ tier, row }: Stands): string | null {
  return row !== null && row.tier === tier ? (row.version ?? null) : null;
}
