import type { FeatureWish } from '@plimsoll/contract';

/** What a customer's tier includes beside units. Typed by the catalog: a wrong feature id does not compile. */
export interface Features<F extends string = string> {
  /** Whether the tier includes a feature; with a value, whether it includes that one (a model, for example). */
  has(customerId: string, feature: F, value?: string): Promise<boolean>;
  /** @throws BillingError `feature_missing` with the cheapest tier that has it, when the tier does not include it */
  require(customerId: string, feature: F, value?: string): Promise<void>;
  /** The values of a feature that the tier includes; none without the feature. */
  values(customerId: string, feature: F): Promise<readonly string[]>;
}

/** A feature of whom. */
export interface AskedFeature extends FeatureWish {
  readonly customerId: string;
}
