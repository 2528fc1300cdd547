import { createBilling } from '@plimsoll/server';
import { polarOf } from '../../server/polar-of.ts';
import { sharedOptions } from '../../server/shared-options.ts';
import type { Product, ProductPlace } from '../product.ts';
import { catalog } from './catalog.ts';
import { openDrafts } from './drafts.ts';
import { createRecruitingRouter } from './recruiting-router.ts';

/** The recruiting tool: organisations, monthly allowances on two meters. */
export function openRecruiting(place: ProductPlace): Product {
  const { env, sessions } = place;
  const { POLAR_PRO_PRODUCT_ID: pro, POLAR_ENTERPRISE_PRODUCT_ID: enterprise } = env.recruiting;
  const billing = createBilling({
    ...sharedOptions(place, 'recruiting'),
    catalog,
    provider: polarOf(env.recruiting, { products: { pro, enterprise } }),
  });
  const drafts = openDrafts(env.DATA_DIR);
  return { name: 'recruiting', billing, router: createRecruitingRouter({ billing, drafts, sessions }), close: drafts.close };
}
