import { type Core, mustGet, stamped, touch } from '../core.ts';
import { givesAccess, type Subscription } from '../entities/billing.ts';
import type { Benefit } from '../entities/catalog.ts';
import type { BenefitGrant, MeterCreditProperties } from '../entities/customer.ts';
import { presentGrantChange } from '../present/present-usage.ts';
import { creditMeter } from '../usage/customer-meters.ts';

/** What a grant hangs on: a subscription, or the order of a one-time product. */
export interface GrantOwner {
  customer_id: string;
  subscription_id: string | null;
  order_id: string | null;
}

/** Brings a subscription's grants in line with its product and status: what it no longer gives is revoked first. */
export function syncSubscriptionGrants(core: Core, subscription: Subscription): void {
  const { id, customer_id, product_id } = subscription;
  const wanted = givesAccess(subscription) ? mustGet(core.world.products, product_id).benefit_ids : [];
  syncGrants(core, { customer_id, subscription_id: id, order_id: null }, wanted);
}

export function syncGrants(core: Core, owner: GrantOwner, wanted: readonly string[]): void {
  const known = grantsOf(core, owner);
  for (const grant of known) {
    if (grant.is_granted && !wanted.includes(grant.benefit_id)) revoke(core, grant);
  }
  for (const benefitId of wanted) {
    const before = known.find((grant) => grant.benefit_id === benefitId);
    if (before === undefined) grantAnew(core, owner, benefitId);
    else if (!before.is_granted) grantAgain(core, before);
  }
}

/** Gives the new period's credits; the meters have been reset already. What the product no longer has is left to the sync. */
export function cycleGrants(core: Core, subscription: Subscription): void {
  const owner = { customer_id: subscription.customer_id, subscription_id: subscription.id, order_id: null };
  const kept = mustGet(core.world.products, subscription.product_id).benefit_ids;
  for (const grant of grantsOf(core, owner)) {
    const benefit = mustGet(core.world.benefits, grant.benefit_id);
    if (!grant.is_granted || benefit.type !== 'meter_credit' || !kept.includes(benefit.id)) continue;
    const previous = grant.properties;
    grant.properties = give(core, grant, benefit);
    touch(core, grant);
    core.emit('benefit_grant.cycled', presentGrantChange(core, grant, previous));
  }
}

/** The meters that the subscription's granted credits feed. */
export function creditedMeters(core: Core, subscription: Subscription): string[] {
  const owner = { customer_id: subscription.customer_id, subscription_id: subscription.id, order_id: null };
  return grantsOf(core, owner)
    .filter((grant) => grant.is_granted)
    .map((grant) => mustGet(core.world.benefits, grant.benefit_id))
    .flatMap((benefit) => (benefit.type === 'meter_credit' ? [benefit.properties.meter_id] : []));
}

function grantsOf(core: Core, owner: GrantOwner): BenefitGrant[] {
  return [...core.world.grants.values()].filter(
    (grant) =>
      grant.customer_id === owner.customer_id && grant.subscription_id === owner.subscription_id && grant.order_id === owner.order_id,
  );
}

function grantAnew(core: Core, owner: GrantOwner, benefitId: string): void {
  const benefit = mustGet(core.world.benefits, benefitId);
  const grant: BenefitGrant = {
    ...stamped(core),
    granted_at: core.clock.iso(),
    is_granted: true,
    revoked_at: null,
    is_revoked: false,
    ...owner,
    benefit_id: benefitId,
    properties: {},
  };
  grant.properties = give(core, grant, benefit);
  core.world.grants.set(grant.id, grant);
  core.emit('benefit_grant.created', presentGrantChange(core, grant, null));
  core.stateChanged(owner.customer_id);
}

function grantAgain(core: Core, grant: BenefitGrant): void {
  const previous = grant.properties;
  grant.properties = give(core, grant, mustGet(core.world.benefits, grant.benefit_id));
  grant.is_granted = true;
  grant.granted_at = core.clock.iso();
  grant.is_revoked = false;
  grant.revoked_at = null;
  touch(core, grant);
  core.emit('benefit_grant.updated', presentGrantChange(core, grant, previous));
  core.stateChanged(grant.customer_id);
}

function revoke(core: Core, grant: BenefitGrant): void {
  const previous = grant.properties;
  const benefit = mustGet(core.world.benefits, grant.benefit_id);
  if (benefit.type === 'meter_credit') {
    const units = -(previous.last_credited_units ?? benefit.properties.units);
    grant.properties = credit(core, grant, { ...benefit.properties, units });
  }
  grant.is_granted = false;
  grant.is_revoked = true;
  grant.revoked_at = core.clock.iso();
  touch(core, grant);
  core.emit('benefit_grant.revoked', presentGrantChange(core, grant, previous));
  core.stateChanged(grant.customer_id);
}

function give(core: Core, grant: BenefitGrant, benefit: Benefit): MeterCreditProperties {
  return benefit.type === 'meter_credit' ? credit(core, grant, benefit.properties) : {};
}

function credit(core: Core, grant: BenefitGrant, what: { meter_id: string; units: number; rollover: boolean }): MeterCreditProperties {
  creditMeter(core, { customerId: grant.customer_id, meterId: what.meter_id, units: what.units, rollover: what.rollover });
  return { last_credited_meter_id: what.meter_id, last_credited_units: what.units, last_credited_at: core.clock.iso() };
}
