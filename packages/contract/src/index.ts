export {
  type Catalog,
  type CatalogInput,
  type CatalogView,
  defineCatalog,
  type FeatureDefinition,
  type FeatureId,
  type FeatureView,
  type KeptTier,
  type MeterId,
  type PackDefinition,
  type PackId,
  type PackView,
  shownAllowances,
  type TierDefinition,
  type TierId,
  type TierVersion,
  type TierView,
  viewCatalog,
} from './catalog.ts';
export { errorTexts } from './error-texts.ts';
export {
  BillingError,
  type BillingErrorOptions,
  type ErrorCode,
  type ErrorDetails,
  errorOfProblem,
  errorTable,
  type FeatureMissing,
  type FieldProblem,
  isBillingError,
  isProblem,
  type LimitReached,
  type Problem,
} from './errors.ts';
export { isId } from './id.ts';
export { LIVE_EVENT, type LiveMessage } from './live.ts';
export {
  type Allowance,
  type ExpiringCredits,
  isUnits,
  type Level,
  type Limit,
  type LimitBalance,
  MAX_UNITS,
  type MeterBalance,
  type MeterName,
  type SpendCap,
  type StatedAllowance,
  type WindowKind,
} from './meter.ts';
export type { BillingInterval, Money, OveragePrice, Price, TierPrice } from './money.ts';
export type { Payment, PaymentPage, PaymentStatus } from './payment.ts';
export { problemOf } from './problem-of.ts';
export { hasAccess, isLive } from './rules/access.ts';
export { type FeatureWish, featureValuesOf, findFeatureOffer, hasFeature } from './rules/features.ts';
export { DEFAULT_WARN_AT, type LevelInput, readLevel, readThreshold } from './rules/level.ts';
export { costOfOverage, overagePriceIn, unitsForOverage } from './rules/overage.ts';
export { limitsOf, type Period, statedLimits, type Window, windowAt } from './rules/period.ts';
export { comparePlan, readTierAction, type TierAction, type TierActionInput } from './rules/plan-change.ts';
export { refundedUnits } from './rules/refunded-units.ts';
export { soldIntervals } from './rules/sold-intervals.ts';
export { type TierTerms, termsOfVersion } from './rules/tier-version.ts';
export { findUpgradeOffer, type UpgradeOffer, type UpgradeOfferInput } from './rules/upgrade-offer.ts';
export type { BillingState, Mode } from './state.ts';
export type { Subscription, SubscriptionStatus } from './subscription.ts';
export type { UsageBucket, UsageHistory, UsageInterval } from './usage.ts';
export { CONTRACT_HEADER, CONTRACT_VERSION } from './version.ts';
