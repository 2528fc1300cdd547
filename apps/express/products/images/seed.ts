import type { PolarSeed } from '@plimsoll/polar-emulator';

const SMALL = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1201';
const LARGE = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1202';
const IMAGES = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f2201';

/** What the image generator has at the local Polar: two packs that are paid once. */
export const imagesSeed: PolarSeed = {
  products: [
    { id: SMALL, name: 'Small pack', priceAmount: 500, currency: 'usd', interval: null },
    { id: LARGE, name: 'Large pack', priceAmount: 2000, currency: 'usd', interval: null },
  ],
  meters: [{ id: IMAGES, name: 'Images', eventName: 'images', aggregation: { func: 'sum', property: 'units' } }],
};

/** The ids above, as the environment names them. */
export const imagesIds: Readonly<Record<string, string>> = {
  IMAGES_POLAR_SMALL_PRODUCT_ID: SMALL,
  IMAGES_POLAR_LARGE_PRODUCT_ID: LARGE,
  IMAGES_POLAR_IMAGES_METER_ID: IMAGES,
};
