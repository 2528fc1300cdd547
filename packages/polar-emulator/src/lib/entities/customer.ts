import type { Metadata, Stamped } from './catalog.ts';

export interface Address {
  line1: string | null;
  line2: string | null;
  postal_code: string | null;
  city: string | null;
  state: string | null;
  country: string;
}

export interface Customer extends Stamped {
  metadata: Metadata;
  external_id: string | null;
  email: string;
  email_verified: boolean;
  type: 'individual';
  name: string | null;
  billing_name: string | null;
  billing_address: Address | null;
  tax_id: [string, string] | null;
  locale: string | null;
  organization_id: string;
  default_payment_method_id: string | null;
  deleted_at: string | null;
  first_user_event_at: string | null;
  avatar_url: string | null;
}

/** A customer's standing with one meter. Consumption is folded from the events, so only credits live here. */
export interface CustomerMeter extends Stamped {
  customer_id: string;
  meter_id: string;
  credited_units: number;
  /** The part of the credits that may roll over, and the rest: each a running sum that never goes below zero. */
  rollover_units: number;
  expiring_units: number;
  /** Events up to this sequence number belong to an earlier cycle. */
  reset_seq: number;
}

/** The key of `World.customerMeters`: one row for each customer and meter. */
export function customerMeterKey(customerId: string, meterId: string): string {
  return `${customerId}/${meterId}`;
}

export interface StoredEvent {
  seq: number;
  id: string;
  name: string;
  source: 'user' | 'system';
  timestamp: string;
  ingested_at: string;
  customer_id: string | null;
  external_customer_id: string | null;
  external_id: string | null;
  parent_id: string | null;
  metadata: Record<string, unknown>;
}

export interface CustomerSession extends Stamped {
  token: string;
  expires_at: string;
  return_url: string | null;
  customer_id: string;
}

export interface MeterCreditProperties {
  last_credited_meter_id?: string;
  last_credited_units?: number;
  last_credited_at?: string;
}

export interface BenefitGrant extends Stamped {
  granted_at: string | null;
  is_granted: boolean;
  revoked_at: string | null;
  is_revoked: boolean;
  subscription_id: string | null;
  order_id: string | null;
  customer_id: string;
  benefit_id: string;
  properties: MeterCreditProperties;
}
