import { openSession } from '../checkout/open-session.ts';
import { mustGet } from '../core.ts';
import { findByExternalId, findCustomer } from '../customers.ts';
import { invalid } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { readFields } from '../http/fields.ts';
import { json } from '../http/respond.ts';
import { readUrl } from './checkouts.ts';

export const customerSessionRoutes: readonly Route[] = [{ method: 'POST', path: '/v1/customer-sessions/', run: create }];

function create({ core, body }: Call): Response {
  const fields = readFields(body);
  const byId = fields.has('customer_id');
  const id = byId ? fields.text('customer_id') : fields.text('external_customer_id');
  const returnUrl = readUrl(fields, 'return_url');
  fields.check();
  const customer = byId ? findCustomer(core, id) : findByExternalId(core, id);
  if (customer === undefined) throw invalid(['body', byId ? 'customer_id' : 'external_customer_id'], 'Customer does not exist.', id);
  const session = openSession(core, customer, returnUrl);
  const query = new URLSearchParams({ customer_session_token: session.token, email: customer.email });
  return json(201, {
    ...session,
    customer_portal_url: `${core.baseUrl}/portal?${query}`,
    customer: mustGet(core.world.customers, session.customer_id),
  });
}
