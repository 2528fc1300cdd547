import { type Core, stamped } from '../core.ts';
import { findCustomer } from '../customers.ts';
import type { Customer, CustomerSession } from '../entities/customer.ts';
import { HOUR } from '../period.ts';

/** A portal credential for one customer, good for one virtual hour. */
export function openSession(core: Core, customer: Customer, returnUrl: string | null): CustomerSession {
  const facts = stamped(core);
  const session: CustomerSession = {
    ...facts,
    token: `polar_cst_${crypto.randomUUID().replaceAll('-', '')}`,
    expires_at: new Date(Date.parse(facts.created_at) + HOUR).toISOString(),
    return_url: returnUrl,
    customer_id: customer.id,
  };
  core.world.sessions.set(session.id, session);
  return session;
}

/** The session and customer that a token opens; undefined when it is unknown or expired. */
export function findSession(core: Core, token: string): { session: CustomerSession; customer: Customer } | undefined {
  const session = [...core.world.sessions.values()].find((candidate) => candidate.token === token);
  if (session === undefined || Date.parse(session.expires_at) <= core.clock.now()) return undefined;
  const customer = findCustomer(core, session.customer_id);
  return customer === undefined ? undefined : { session, customer };
}
