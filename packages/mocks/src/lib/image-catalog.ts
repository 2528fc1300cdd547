import { defineCatalog } from '@plimsoll/contract';

/** What a small image generator sells: packs of images, paid once. The catalog of the scenarios about prepaid units. */
export const imageCatalog = defineCatalog({
  meters: { images: { name: 'Images', unit: { one: 'image', other: 'images' } } },
  tiers: { pay_as_you_go: { name: 'Pay as you go', prices: [], allowances: { images: 0 } } },
  packs: {
    images_20: { name: '20 images', meter: 'images', units: 20, price: { amount: 500, currency: 'USD' } },
    images_100: { name: '100 images', meter: 'images', units: 100, price: { amount: 2000, currency: 'USD' } },
  },
  fallbackTier: 'pay_as_you_go',
});
