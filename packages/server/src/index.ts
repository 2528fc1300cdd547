export { BillingError, type Catalog, defineCatalog, type ErrorCode, isBillingError } from '@plimsoll/contract';
export type { AccessChange, OnAccessChange } from './lib/access/access-change.ts';
export type { Alert, AlertCode, AlertPriority } from './lib/alert.ts';
export { type Billing, createBilling } from './lib/create-billing.ts';
export type { CreditGift, Credits, GivenCredits } from './lib/credits/credits.ts';
export type { Features } from './lib/features/features.ts';
export type { BillingRequest, BillingResponse, RequestBody } from './lib/http/request.ts';
export type { Identity } from './lib/identity.ts';
export type { LevelChange, OnLevelChange } from './lib/level/level-change.ts';
export type { LogFields, Logger } from './lib/logger.ts';
export type { BillingOptions } from './lib/options.ts';
export type {
  CheckoutRequest,
  Provider,
  ProviderCapabilities,
  ProviderCheckout,
  ProviderCustomer,
  ProviderEffect,
  ProviderEvent,
  ProviderSubscription,
  WebhookDelivery,
} from './lib/provider.ts';
export type { ParkedUsage, Repair } from './lib/repair/repair.ts';
export type { Runtime } from './lib/runtime/runtime.ts';
export type { Settings } from './lib/settings.ts';
export type { LossFeed, Store, StoreCapabilities, StoreLoss } from './lib/store.ts';
export type { Telemetry } from './lib/telemetry/telemetry.ts';
export type { Explanation } from './lib/usage/explain.ts';
export type { UsageRequest } from './lib/usage/request.ts';
export type { Check, Failed, Reservation, ReservationRef, RunOptions, Spent, Usage } from './lib/usage/usage.ts';
export type { DeadWebhook, WebhookKey } from './lib/webhook/replay.ts';
