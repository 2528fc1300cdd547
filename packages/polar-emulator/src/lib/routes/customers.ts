import type { Core } from '../core.ts';
import {
  createCustomer,
  deleteCustomer,
  emailTaken,
  externalIdTaken,
  findByEmail,
  findByExternalId,
  findCustomer,
  updateCustomer,
} from '../customers.ts';
import type { Address, Customer } from '../entities/customer.ts';
import { invalid, notFound } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { type Fields, readFields } from '../http/fields.ts';
import { hasMetadata, listPage } from '../http/list-page.ts';
import { json, noContent } from '../http/respond.ts';
import { presentCustomerState } from '../present/present-customer-state.ts';

/** The same five operations are reached by Polar's id and by the app's own. */
export const customerRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/customers/', run: list },
  { method: 'POST', path: '/v1/customers/', run: create },
  ...operations('/v1/customers/:id', ({ core, params }) => findCustomer(core, params.id ?? '')),
  ...operations('/v1/customers/external/:id', ({ core, params }) => findByExternalId(core, params.id ?? '')),
];

function operations(path: string, find: (call: Call) => Customer | undefined): Route[] {
  const found = (call: Call): Customer => {
    const customer = find(call);
    if (customer === undefined) throw notFound();
    return customer;
  };
  return [
    { method: 'GET', path, run: (call) => json(200, found(call)) },
    { method: 'PATCH', path, run: (call) => json(200, update(call, found(call))) },
    {
      method: 'DELETE',
      path,
      run: (call) => {
        deleteCustomer(call.core, found(call));
        return noContent();
      },
    },
    { method: 'GET', path: `${path}/state`, run: (call) => json(200, readState(call.core, found(call))) },
  ];
}

function readState(core: Core, customer: Customer): unknown {
  return core.faults.frozen(customer.id, () => presentCustomerState(core, customer));
}

function list({ core, query }: Call): Response {
  const email = query.get('email')?.toLowerCase();
  const text = query.get('query')?.toLowerCase();
  const rows = [...core.world.customers.values()].filter(
    (customer) =>
      customer.deleted_at === null &&
      (email === undefined || customer.email.toLowerCase() === email) &&
      (text === undefined || `${customer.email} ${customer.name ?? ''} ${customer.external_id ?? ''}`.toLowerCase().includes(text)) &&
      hasMetadata(customer, query),
  );
  return json(200, listPage({ rows, query, filters: {}, present: (customer) => customer }));
}

function create({ core, body }: Call): Response {
  const fields = readFields(body);
  const draft = {
    email: readEmail(fields),
    externalId: fields.textOrNull('external_id'),
    name: fields.textOrNull('name'),
    metadata: fields.metadata('metadata'),
    billingAddress: readAddress(fields, 'billing_address'),
    locale: fields.textOrNull('locale'),
  };
  if (fields.has('type') && fields.oneOf('type', ['individual', 'team']) === 'team')
    fields.fail('type', 'The emulator has no team customers');
  fields.check();
  if (findByEmail(core, draft.email) !== undefined) throw emailTaken(draft.email);
  if (draft.externalId !== null && findByExternalId(core, draft.externalId) !== undefined) throw externalIdTaken(draft.externalId);
  return json(201, createCustomer(core, draft));
}

function update({ core, body }: Call, customer: Customer): Customer {
  const fields = readFields(body);
  const email = fields.textOrNull('email') === null ? customer.email : readEmail(fields);
  const externalId = fields.has('external_id') ? fields.textOrNull('external_id') : customer.external_id;
  const change = {
    email,
    external_id: externalId,
    name: fields.has('name') ? fields.textOrNull('name') : customer.name,
    metadata: fields.has('metadata') ? fields.metadata('metadata') : customer.metadata,
    billing_address: readAddress(fields, 'billing_address') ?? customer.billing_address,
    locale: fields.has('locale') ? fields.textOrNull('locale') : customer.locale,
  };
  fields.check();
  refuseTaken(core, customer, change);
  updateCustomer(core, customer, change);
  return customer;
}

function refuseTaken(core: Core, customer: Customer, { email, external_id }: Pick<Customer, 'email' | 'external_id'>): void {
  const sameEmail = findByEmail(core, email);
  if (sameEmail !== undefined && sameEmail !== customer) throw emailTaken(email);
  if (external_id === customer.external_id) return;
  if (customer.external_id !== null) throw invalid(['body', 'external_id'], 'Customer external ID cannot be updated.', external_id);
  if (external_id !== null && findByExternalId(core, external_id) !== undefined) throw externalIdTaken(external_id);
}

function readEmail(fields: Fields): string {
  const email = fields.text('email');
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) fields.fail('email', 'value is not a valid email address');
  return email;
}

/** Reads an address of Polar's form; only the country is required. */
export function readAddress(fields: Fields, name: string): Address | null {
  const address = fields.objectOrNull(name);
  if (address === null) return null;
  return {
    line1: address.textOrNull('line1'),
    line2: address.textOrNull('line2'),
    postal_code: address.textOrNull('postal_code'),
    city: address.textOrNull('city'),
    state: address.textOrNull('state'),
    country: address.text('country'),
  };
}
