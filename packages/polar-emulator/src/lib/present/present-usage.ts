import { type Core, mustGet } from '../core.ts';
import { toNumber } from '../decimal.ts';
import type { BenefitGrant, CustomerMeter, MeterCreditProperties, StoredEvent } from '../entities/customer.ts';
import { readShownMeter } from '../usage/customer-meters.ts';

export function presentCustomerMeter(core: Core, row: CustomerMeter): unknown {
  const { consumed, credited, balance } = readShownMeter(core, row);
  return {
    id: row.id,
    created_at: row.created_at,
    modified_at: row.modified_at,
    customer_id: row.customer_id,
    meter_id: row.meter_id,
    consumed_units: toNumber(consumed),
    credited_units: credited,
    balance: toNumber(balance),
    customer: mustGet(core.world.customers, row.customer_id),
    meter: mustGet(core.world.meters, row.meter_id),
  };
}

export function presentGrant(core: Core, grant: BenefitGrant): Record<string, unknown> {
  return {
    ...grant,
    member_id: null,
    error: null,
    customer: mustGet(core.world.customers, grant.customer_id),
    member: null,
    benefit: mustGet(core.world.benefits, grant.benefit_id),
  };
}

/** The grant as a webhook carries it: with the properties it had before. */
export function presentGrantChange(core: Core, grant: BenefitGrant, previous: MeterCreditProperties | null): unknown {
  return { ...presentGrant(core, grant), previous_properties: previous };
}

const SYSTEM_LABELS: Record<string, string> = { 'meter.credited': 'Meter Credited', 'meter.reset': 'Meter Reset' };

export function presentEvent(core: Core, event: StoredEvent): unknown {
  return {
    id: event.id,
    timestamp: event.timestamp,
    organization_id: core.world.organizationId,
    customer_id: event.customer_id,
    customer: event.customer_id === null ? null : (core.world.customers.get(event.customer_id) ?? null),
    external_customer_id: event.external_customer_id,
    member_id: null,
    external_member_id: null,
    child_count: 0,
    parent_id: event.parent_id,
    label: SYSTEM_LABELS[event.name] ?? event.name,
    name: event.name,
    source: event.source,
    metadata: event.metadata,
  };
}
