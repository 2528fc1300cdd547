export { createPolarEmulator } from './lib/create-polar-emulator.ts';
export { defaultSeed } from './lib/default-seed.ts';
export { WEBHOOK_EVENT_TYPES, type WebhookEndpoint, type WebhookEventType } from './lib/entities/webhook.ts';
export type { ApiFault, Fault, FaultAim, WebhookFault } from './lib/faults.ts';
export { ApiError } from './lib/http/api-error.ts';
export { ConnectionDropped } from './lib/http/connection-dropped.ts';
export type {
  CheckoutOutcome,
  DeliveryAttempt,
  IngestedEvent,
  MeterUsage,
  PolarEmulator,
  PolarEmulatorOptions,
  RecordedRequest,
} from './lib/polar-emulator.ts';
export type { PolarSeed, SeedBenefit, SeedMeter, SeedProduct } from './lib/seed.ts';
export type { Deliver, WebhookRequest } from './lib/webhooks/attempt.ts';
export type { NewEndpoint } from './lib/webhooks/endpoints.ts';
