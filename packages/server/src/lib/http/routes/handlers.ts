import type { RouteKey } from '@plimsoll/contract/routes';
import type { Context } from '../../context.ts';
import type { CustomerCall, RouteHandler } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { cancelRoute, changeRoute, previewRoute, resumeRoute } from './change-subscription.ts';
import { openPortalRoute } from './open-portal.ts';
import { readCatalogRoute } from './read-catalog.ts';
import { readHealthRoute } from './read-health.ts';
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
};

function forCustomer<K extends RouteKey>(run: (context: Context, call: CustomerCall<K>) => Promise<BillingResponse>): RouteHandler<K> {
  return async (context, call) => {
    if (call.identity === null) throw new Error('A route for customers was reached without one.');
    return await run(context, { ...call, identity: call.identity });
  };
}
