import { cancelAtPeriodEnd, resume } from '../billing/schedule-cancellation.ts';
import { findSession } from '../checkout/open-session.ts';
import type { Core } from '../core.ts';
import { mustGet } from '../core.ts';
import type { Order, Subscription } from '../entities/billing.ts';
import { ApiError } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { isText } from '../http/field-rules.ts';
import { seeOther } from '../http/respond.ts';
import { renderInvoice } from './invoice-view.ts';
import { renderMessage } from './layout.ts';
import { renderPortal } from './portal-view.ts';

/** The customer's own pages: what they have, and the two things that they may do about it. */
export const portalPages: readonly Route[] = [
  { method: 'GET', path: '/portal', run: show },
  { method: 'POST', path: '/portal/cancel', run: (call) => change(call, cancelForCustomer) },
  { method: 'POST', path: '/portal/resume', run: (call) => change(call, resume) },
  { method: 'GET', path: '/portal/invoices/:id', run: invoice },
];

function show({ core, query }: Call): Response {
  const found = findSession(core, query.get('customer_session_token') ?? '');
  return found === undefined ? expired() : renderPortal(core, found);
}

function cancelForCustomer(core: Core, subscription: Subscription): void {
  cancelAtPeriodEnd(core, subscription, { reason: null, comment: null });
}

/** A token opens its own customer's subscriptions and no others. */
function change({ core, body }: Call, apply: (core: Core, subscription: Subscription) => void): Response {
  const token = isText(body.token) ? body.token : '';
  const found = findSession(core, token);
  const subscription = core.world.subscriptions.get(isText(body.subscription_id) ? body.subscription_id : '');
  if (found === undefined) return expired();
  if (subscription?.customer_id !== found.customer.id)
    return renderMessage({ title: 'No such subscription', text: 'It does not belong to this customer.', status: 404 });
  try {
    apply(core, subscription);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return renderMessage({ title: 'That is not possible', text: error.message, status: error.status, back: portalUrl(token) });
  }
  return seeOther(portalUrl(token));
}

function portalUrl(token: string): string {
  return `/portal?${new URLSearchParams({ customer_session_token: token })}`;
}

/** The id alone opens it, as the signature in a presigned address would. */
function invoice({ core, params }: Call): Response {
  const order: Order | undefined = core.world.orders.get(params.id ?? '');
  if (order === undefined || !order.is_invoice_generated) {
    return renderMessage({ title: 'No such invoice', text: 'It has not been generated, or the emulator was reset.', status: 404 });
  }
  return renderInvoice(order, mustGet(core.world.customers, order.customer_id));
}

function expired(): Response {
  return renderMessage({
    title: 'This link has expired',
    text: 'A portal link works for one hour of virtual time. Ask the app for another one.',
    status: 401,
  });
}
