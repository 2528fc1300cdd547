import type { RouteKey } from '@plimsoll/contract/routes';
import type { Context } from '../../context.ts';
import type { CustomerCall, RouteHandler } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';
import { adminHandlers } from './admin/admin-handlers.ts';
import { cancelRoute, changeRoute, previewRoute, resumeRoute } from './change-subscription.ts';
import { openInvoiceRoute } from './open-invoice.ts';
import { openPortalRoute } from './open-portal.ts';
import { readCatalogRoute } from './read-catalog.ts';
import { readHealthRoute } from './read-health.ts';
import { readOpenApiRoute } from './read-openapi.ts';
import { readPaymentsRoute } from './read-payments.ts';
import { readStateRoute } from './read-state.ts';
import { readUsageRoute } from './read-usage.ts';
import { receiveWebhookRoute } from './receive-webhook.ts';
import { startCheckoutRoute } from './start-checkout.ts';
import { streamLiveRoute } from './stream-live.ts';
import { syncCheckoutRoute } from './sync-checkout.ts';

/** Every route of the contract and what answers it; a route without an answer does not compile. */
export const handlers: { readonly [K in RouteKey]: RouteHandler<K> } = {
  'GET /catalog': readCatalogRoute,
  'GET /state': forCustomer(readStateRoute),
  'GET /usage': forCustomer(readUsageRoute),
  'GET /payments': forCustomer(readPaymentsRoute),
  'POST /payments/invoice': forCustomer(openInvoiceRoute),
  'GET /live': forCustomer(streamLiveRoute),
  'POST /checkout': forCustomer(startCheckoutRoute),
  'POST /checkout/sync': forCustomer(syncCheckoutRoute),
  'POST /subscription/preview': forCustomer(previewRoute),
  'POST /subscription/change': forCustomer(changeRoute),
  'POST /subscription/cancel': forCustomer(cancelRoute),
  'POST /subscription/resume': forCustomer(resumeRoute),
  'POST /portal': forCustomer(openPortalRoute),
  'POST /webhooks/:provider': receiveWebhookRoute,
  'GET /health': readHealthRoute,
  'GET /openapi.json': readOpenApiRoute,
  'GET /admin/customers': forOperator(adminHandlers['GET /admin/customers']),
  'GET /admin/customer': forOperator(adminHandlers['GET /admin/customer']),
  'GET /admin/customer/timeline': forOperator(adminHandlers['GET /admin/customer/timeline']),
  'GET /admin/customer/entries': forOperator(adminHandlers['GET /admin/customer/entries']),
  'GET /admin/customer/payments': forOperator(adminHandlers['GET /admin/customer/payments']),
  'POST /admin/customer/sync': forOperator(adminHandlers['POST /admin/customer/sync']),
  'POST /admin/customer/export': forOperator(adminHandlers['POST /admin/customer/export']),
  'POST /admin/customer/erase': forOperator(adminHandlers['POST /admin/customer/erase']),
  'POST /admin/credits/grant': forOperator(adminHandlers['POST /admin/credits/grant']),
  'POST /admin/credits/revoke': forOperator(adminHandlers['POST /admin/credits/revoke']),
  'POST /admin/tier': forOperator(adminHandlers['POST /admin/tier']),
  'POST /admin/limit': forOperator(adminHandlers['POST /admin/limit']),
  'GET /admin/inbox': forOperator(adminHandlers['GET /admin/inbox']),
  'POST /admin/inbox/replay': forOperator(adminHandlers['POST /admin/inbox/replay']),
  'GET /admin/outbox': forOperator(adminHandlers['GET /admin/outbox']),
  'POST /admin/outbox/resend': forOperator(adminHandlers['POST /admin/outbox/resend']),
  'GET /admin/syncs': forOperator(adminHandlers['GET /admin/syncs']),
  'GET /admin/settings': forOperator(adminHandlers['GET /admin/settings']),
  'POST /admin/settings': forOperator(adminHandlers['POST /admin/settings']),
  'GET /admin/audit': forOperator(adminHandlers['GET /admin/audit']),
  'GET /admin/audit/verify': forOperator(adminHandlers['GET /admin/audit/verify']),
};

function forOperator<K extends RouteKey>(run: (context: Context, call: CustomerCall<K>) => Promise<unknown>): RouteHandler<K> {
  return forCustomer(async (context, call) => respondJson(await run(context, call)));
}

function forCustomer<K extends RouteKey>(run: (context: Context, call: CustomerCall<K>) => Promise<BillingResponse>): RouteHandler<K> {
  return async (context, call) => {
    if (call.identity === null) throw new Error('A route for customers was reached without one.');
    return await run(context, { ...call, identity: call.identity });
  };
}
