import { endSubscription } from './billing/end-subscription.ts';
import { type Core, stamped, touch } from './core.ts';
import type { Metadata } from './entities/catalog.ts';
import type { Address, Customer } from './entities/customer.ts';
import { type ApiError, invalid } from './http/api-error.ts';
import { refreshCustomerMeters } from './usage/customer-meters.ts';

export interface NewCustomer {
  email: string;
  externalId: string | null;
  name: string | null;
  metadata: Metadata;
  billingAddress: Address | null;
  locale: string | null;
}

export function findCustomer(core: Core, id: string): Customer | undefined {
  const customer = core.world.customers.get(id);
  return customer?.deleted_at === null ? customer : undefined;
}

export function findByExternalId(core: Core, externalId: string): Customer | undefined {
  return findLive(core, (customer) => customer.external_id === externalId);
}

/** E-mail addresses are unique in an organization, whatever their case. */
export function findByEmail(core: Core, email: string): Customer | undefined {
  const wanted = email.toLowerCase();
  return findLive(core, (customer) => customer.email.toLowerCase() === wanted);
}

function findLive(core: Core, test: (customer: Customer) => boolean): Customer | undefined {
  for (const customer of core.world.customers.values()) if (customer.deleted_at === null && test(customer)) return customer;
  return undefined;
}

export function createCustomer(core: Core, draft: NewCustomer): Customer {
  const customer: Customer = {
    ...stamped(core),
    metadata: draft.metadata,
    external_id: draft.externalId,
    email: draft.email,
    email_verified: false,
    type: 'individual',
    name: draft.name,
    billing_name: null,
    billing_address: draft.billingAddress,
    tax_id: null,
    locale: draft.locale,
    organization_id: core.world.organizationId,
    default_payment_method_id: null,
    deleted_at: null,
    first_user_event_at: null,
    avatar_url: null,
  };
  core.world.customers.set(customer.id, customer);
  core.emit('customer.created', customer);
  adoptEvents(core, customer);
  core.stateChanged(customer.id);
  return customer;
}

export function updateCustomer(core: Core, customer: Customer, change: Partial<Customer>): void {
  const changed = Object.entries(change).some(([key, value]) => customer[key as keyof Customer] !== value);
  if (!changed) return;
  Object.assign(customer, change);
  touch(core, customer);
  core.emit('customer.updated', customer);
  adoptEvents(core, customer);
  core.stateChanged(customer.id);
}

/** Ends what the customer had, then hides the customer; the external id and the address are free again. */
export function deleteCustomer(core: Core, customer: Customer): void {
  for (const subscription of core.world.subscriptions.values()) {
    if (subscription.customer_id === customer.id && subscription.ended_at === null) endSubscription(core, subscription);
  }
  customer.deleted_at = core.clock.iso();
  touch(core, customer);
  core.emit('customer.deleted', customer);
  core.stateChanged(customer.id);
}

/** Refuses an address that is taken, with the location that Polar names. */
export function emailTaken(email: string): ApiError {
  return invalid(['body', 'email'], 'A customer with this email address already exists.', email);
}

export function externalIdTaken(externalId: string): ApiError {
  return invalid(['body', 'external_id'], 'A customer with this external ID already exists.', externalId);
}

/** Events may arrive before their customer does; from now on they are the customer's. */
function adoptEvents(core: Core, customer: Customer): void {
  if (!core.usage.adopt(customer)) return;
  noteUsage(core, customer);
}

/** What new events mean for a customer: its first one is dated, and every meter has a row. */
export function noteUsage(core: Core, customer: Customer): void {
  if (customer.first_user_event_at === null) {
    customer.first_user_event_at = core.clock.iso();
    touch(core, customer);
  }
  refreshCustomerMeters(core, customer);
  core.stateChanged(customer.id);
}
