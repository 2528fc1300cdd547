import { type Core, mustGet } from '../core.ts';
import { toNumber } from '../decimal.ts';
import { givesAccess, type Subscription } from '../entities/billing.ts';
import { meteredPrices } from '../entities/catalog.ts';
import type { BenefitGrant, Customer, CustomerMeter } from '../entities/customer.ts';
import { readShownMeter } from '../usage/customer-meters.ts';
import { presentSubscriptionMeter } from './present-subscription.ts';

/** Polar's one-call summary. A subscription that is past due or ended is simply not in it. */
export function presentCustomerState(core: Core, customer: Customer): unknown {
  const { subscriptions, grants, customerMeters } = core.world;
  return {
    ...customer,
    active_subscriptions: ownedBy(subscriptions.values(), customer)
      .filter(givesAccess)
      .map((subscription) => presentStateSubscription(core, subscription)),
    granted_benefits: ownedBy(grants.values(), customer)
      .filter((grant) => grant.is_granted)
      .map((grant) => presentStateGrant(core, grant)),
    active_meters: ownedBy(customerMeters.values(), customer).map((row) => presentStateMeter(core, row)),
  };
}

function ownedBy<Row extends { customer_id: string }>(rows: Iterable<Row>, customer: Customer): Row[] {
  return [...rows].filter((row) => row.customer_id === customer.id);
}

function presentStateSubscription(core: Core, subscription: Subscription): unknown {
  const product = mustGet(core.world.products, subscription.product_id);
  return {
    id: subscription.id,
    created_at: subscription.created_at,
    modified_at: subscription.modified_at,
    custom_field_data: {},
    metadata: subscription.metadata,
    status: subscription.status,
    amount: subscription.amount,
    currency: subscription.currency,
    recurring_interval: subscription.recurring_interval,
    current_period_start: subscription.current_period_start,
    current_period_end: subscription.current_period_end,
    trial_start: subscription.trial_start,
    trial_end: subscription.trial_end,
    cancel_at_period_end: subscription.cancel_at_period_end,
    canceled_at: subscription.canceled_at,
    started_at: subscription.started_at,
    ends_at: subscription.ends_at,
    product_id: subscription.product_id,
    discount_id: null,
    seats: null,
    units: null,
    meters: meteredPrices(product).map((price) => presentSubscriptionMeter(core, subscription, price)),
  };
}

function presentStateGrant(core: Core, grant: BenefitGrant): unknown {
  const benefit = mustGet(core.world.benefits, grant.benefit_id);
  return {
    id: grant.id,
    created_at: grant.created_at,
    modified_at: grant.modified_at,
    granted_at: grant.granted_at ?? grant.created_at,
    benefit_id: benefit.id,
    benefit_type: benefit.type,
    benefit_metadata: benefit.metadata,
    properties: grant.properties,
  };
}

function presentStateMeter(core: Core, row: CustomerMeter): unknown {
  const { consumed, credited, balance } = readShownMeter(core, row);
  return {
    id: row.id,
    created_at: row.created_at,
    modified_at: row.modified_at,
    meter_id: row.meter_id,
    consumed_units: toNumber(consumed),
    credited_units: credited,
    balance: toNumber(balance),
  };
}
