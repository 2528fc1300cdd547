import { createBilling } from '@plimsoll/server';
import { openStore } from '../../server/open-store.ts';
import { polarOf } from '../../server/polar-of.ts';
import type { Product, ProductPlace } from '../product.ts';
import { catalog } from './catalog.ts';
import { openDrafts } from './drafts.ts';
import { createRecruitingRouter } from './recruiting-router.ts';

/** The recruiting tool: organisations, monthly allowances on two meters. */
export function openRecruiting({ env, appUrl, logger, sessions }: ProductPlace): Product {
  const { POLAR_PRO_PRODUCT_ID: pro, POLAR_ENTERPRISE_PRODUCT_ID: enterprise } = env.recruiting;
  const billing = createBilling({
    catalog,
    provider: polarOf(env.recruiting, { products: { pro, enterprise } }),
    store: openStore(env, 'recruiting'),
    allowedOrigins: [appUrl],
    settings: env.PROBE_INTERVAL_MS === undefined ? {} : { probeIntervalMs: env.PROBE_INTERVAL_MS },
    logger,
  });
  const drafts = openDrafts(env.DATA_DIR);
  return { name: 'recruiting', billing, router: createRecruitingRouter({ billing, drafts, sessions }), close: drafts.close };
}
