import { createBilling } from '@plimsoll/server';
import type { Env } from '../../server/env.ts';
import { openStore } from '../../server/open-store.ts';
import { polarOf } from '../../server/polar-of.ts';
import type { Product, ProductPlace } from '../product.ts';
import { catalog } from './catalog.ts';
import { createChatRouter } from './chat-router.ts';

/** The chat: persons, tokens with overage, limits for a day and for a month. */
export function openChat({ env, appUrl, logger, sessions }: ProductPlace, account: NonNullable<Env['chat']>): Product {
  const billing = createBilling({
    catalog,
    provider: polarOf(account, { products: { pro: account.POLAR_PRO_PRODUCT_ID, team: account.POLAR_TEAM_PRODUCT_ID } }),
    store: openStore(env, 'chat'),
    allowedOrigins: [appUrl],
    settings: env.PROBE_INTERVAL_MS === undefined ? {} : { probeIntervalMs: env.PROBE_INTERVAL_MS },
    logger,
  });
  return { name: 'chat', billing, router: createChatRouter({ billing, sessions }), close() {} };
}
