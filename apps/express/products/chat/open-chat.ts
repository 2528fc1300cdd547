import { createBilling } from '@plimsoll/server';
import type { Env } from '../../server/env.ts';
import { polarOf } from '../../server/polar-of.ts';
import { sharedOptions } from '../../server/shared-options.ts';
import type { Product, ProductPlace } from '../product.ts';
import { catalog } from './catalog.ts';
import { createChatRouter } from './chat-router.ts';

/** The chat: persons, tokens with overage, limits for a day and for a month. */
export function openChat(place: ProductPlace, account: NonNullable<Env['chat']>): Product {
  const { sessions } = place;
  const billing = createBilling({
    ...sharedOptions(place, 'chat'),
    catalog,
    provider: polarOf(account, { products: { pro: account.POLAR_PRO_PRODUCT_ID, team: account.POLAR_TEAM_PRODUCT_ID } }),
  });
  return { name: 'chat', billing, router: createChatRouter({ billing, sessions }), close() {} };
}
