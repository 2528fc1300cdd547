import type { CatalogView, FeatureView } from '../catalog.ts';
import { cheapestTier, type UpgradeOffer } from './upgrade-offer.ts';

/** A feature, or one value of a feature that has values. */
export interface FeatureWish {
  readonly feature: string;
  readonly value?: string | undefined;
}

/** What of a tier says which features it includes. */
interface WithFeatures {
  readonly features?: readonly string[] | undefined;
  readonly featureValues?: Readonly<Record<string, readonly string[] | undefined>> | undefined;
}

/** The values of a feature that a tier includes: those that it lists, else all that there are. Empty without the feature. */
export function featureValuesOf(tier: WithFeatures, feature: Pick<FeatureView, 'id' | 'values'>): readonly string[] {
  if (!tier.features?.includes(feature.id)) return [];
  return tier.featureValues?.[feature.id] ?? feature.values ?? [];
}

/** Whether a tier includes a feature; with a value, whether it includes that one. */
export function hasFeature(tier: WithFeatures, features: CatalogView['features'], { feature, value }: FeatureWish): boolean {
  const definition = features.find(({ id }) => id === feature);
  if (definition === undefined || !tier.features?.includes(feature)) return false;
  return value === undefined || featureValuesOf(tier, definition).includes(value);
}

/** The cheapest tier that includes a feature, other than the present one; null when none that is sold does. */
export function findFeatureOffer(
  catalog: Pick<CatalogView, 'tiers' | 'features'>,
  { currentTier, ...wish }: FeatureWish & { readonly currentTier: string },
): UpgradeOffer | null {
  return cheapestTier(catalog.tiers.filter((tier) => tier.id !== currentTier && hasFeature(tier, catalog.features, wish)));
}
