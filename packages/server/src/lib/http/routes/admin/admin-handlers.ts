import { BillingError } from '@plimsoll/contract';
import type { RouteKey } from '@plimsoll/contract/routes';
import type { Context } from '../../../context.ts';
import type { CustomerCall } from '../../call.ts';
import type { BillingResponse } from '../../request.ts';

/** Routes of the operators' desk. */
export type AdminRouteKey = Extract<RouteKey, `${string} /admin/${string}`>;

export type AdminHandler<K extends RouteKey> = (context: Context, call: CustomerCall<K>) => Promise<BillingResponse>;

async function unbuilt(): Promise<BillingResponse> {
  throw new BillingError('not_found', 'This part of the desk is not here yet.');
}

/** What answers the operators' desk. */
export const adminHandlers: { readonly [K in AdminRouteKey]: AdminHandler<K> } = {
  'GET /admin/customers': unbuilt,
  'GET /admin/customer': unbuilt,
  'GET /admin/customer/timeline': unbuilt,
  'GET /admin/customer/entries': unbuilt,
  'POST /admin/customer/sync': unbuilt,
  'POST /admin/customer/export': unbuilt,
  'POST /admin/customer/erase': unbuilt,
  'POST /admin/credits/grant': unbuilt,
  'POST /admin/credits/revoke': unbuilt,
  'POST /admin/tier': unbuilt,
  'POST /admin/limit': unbuilt,
  'GET /admin/inbox': unbuilt,
  'POST /admin/inbox/replay': unbuilt,
  'GET /admin/outbox': unbuilt,
  'POST /admin/outbox/resend': unbuilt,
  'GET /admin/syncs': unbuilt,
  'GET /admin/settings': unbuilt,
  'POST /admin/settings': unbuilt,
  'GET /admin/audit': unbuilt,
  'GET /admin/audit/verify': unbuilt,
};
