export {
  type Catalog,
  type CatalogInput,
  type CatalogView,
  defineCatalog,
  type FeatureDefinition,
  type FeatureId,
  type MeterId,
  type PackDefinition,
  type PackId,
  type PackView,
  type TierDefinition,
  type TierId,
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
  type FieldProblem,
  isBillingError,
  type LimitReached,
  type Problem,
} from './errors.ts';
export { isId } from './id.ts';
export { LIVE_EVENT, type LiveMessage } from './live.ts';
export {
  type Allowance,
  isUnits,
  type Level,
  type Limit,
  type LimitBalance,
  MAX_UNITS,
  type MeterBalance,
  type MeterName,
  type WindowKind,
} from './meter.ts';
export type { Money, Price, TierPrice } from './money.ts';
export { problemOf } from './problem-of.ts';
export { hasAccess, isLive } from './rules/access.ts';
export { DEFAULT_LOW_SHARE, type LevelInput, readLevel } from './rules/level.ts';
export { limitsOf, type Period, type Window, windowAt } from './rules/period.ts';
export { comparePlan, readTierAction, type TierAction, type TierActionInput } from './rules/plan-change.ts';
export { findUpgradeOffer, type UpgradeOffer, type UpgradeOfferInput } from './rules/upgrade-offer.ts';
export type { BillingState, Mode } from './state.ts';
export type { Subscription, SubscriptionStatus } from './subscription.ts';
export type { UsageBucket, UsageHistory, UsageInterval } from './usage.ts';
export { CONTRACT_HEADER, CONTRACT_VERSION } from './version.ts';
