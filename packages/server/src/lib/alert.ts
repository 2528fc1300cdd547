import type { LogFields } from './logger.ts';

/** How soon a person should look: at once, within 15 minutes, within the hour. */
export type AlertPriority = 'immediate' | 'soon' | 'hour';

export type AlertCode =
  | 'webhook_signature_rejected'
  | 'webhook_dead'
  | 'webhook_missed'
  | 'inconsistent_state'
  | 'webhooks_late'
  | 'usage_parked'
  | 'usage_miscounted'
  | 'usage_drift'
  | 'usage_late'
  | 'unmapped_product'
  | 'unmapped_order'
  | 'credits_not_recovered'
  | 'duplicate_subscription'
  | 'erased_customer_paid'
  | 'usage_overrun'
  | 'provider_away'
  | 'provider_back'
  | 'provider_setup'
  | 'access_change_failed'
  | 'level_change_failed'
  | 'store_away'
  | 'store_not_durable'
  | 'store_lost_writes'
  | 'usage_spilled'
  | 'host_clock_off'
  | 'background_failed';

/** Something that an operator should know. */
export interface Alert {
  readonly priority: AlertPriority;
  readonly code: AlertCode;
  readonly context: LogFields;
}
