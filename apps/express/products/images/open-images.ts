import { createBilling } from '@plimsoll/server';
import type { Env } from '../../server/env.ts';
import { polarOf } from '../../server/polar-of.ts';
import { sharedOptions } from '../../server/shared-options.ts';
import type { Product, ProductPlace } from '../product.ts';
import { catalog } from './catalog.ts';
import { createImageWork } from './image-work.ts';
import { createImagesRouter } from './images-router.ts';
import { openJobs } from './jobs.ts';

/** The image generator: persons, credits that are paid once, and taken back when the work fails for good. */
export function openImages(place: ProductPlace, account: NonNullable<Env['images']>): Product {
  const { env, logger, sessions } = place;
  const shared = sharedOptions(place, 'images');
  const billing = createBilling({
    ...shared,
    catalog,
    provider: polarOf(account, { products: {}, packs: { small: account.POLAR_SMALL_PRODUCT_ID, large: account.POLAR_LARGE_PRODUCT_ID } }),
    settings: { ...shared.settings, refundOnFailure: true },
  });
  const jobs = openJobs(env.DATA_DIR);
  const work = createImageWork({ usage: billing.usage, jobs, logger });
  work.resume();
  return { name: 'images', billing, router: createImagesRouter({ billing, jobs, work, sessions }), close: jobs.close };
}
