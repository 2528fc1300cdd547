import type { Route } from '../http/call.ts';
import { benefitRoutes } from './benefits.ts';
import { checkoutRoutes } from './checkouts.ts';
import { customerSessionRoutes } from './customer-sessions.ts';
import { customerRoutes } from './customers.ts';
import { meterRoutes } from './meters.ts';
import { orderRoutes } from './orders.ts';
import { productRoutes } from './products.ts';
import { refundRoutes } from './refunds.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { usageRoutes } from './usage.ts';

/** The API: everything under `/v1` but the webhook routes, which need the outbox. */
export const apiRoutes: readonly Route[] = [
  ...customerRoutes,
  ...productRoutes,
  ...meterRoutes,
  ...benefitRoutes,
  ...usageRoutes,
  ...checkoutRoutes,
  ...subscriptionRoutes,
  ...customerSessionRoutes,
  ...orderRoutes,
  ...refundRoutes,
];
