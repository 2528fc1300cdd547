import { defineCatalog } from '@plimsoll/contract';

/** What this image generator sells: packs of images, paid once and used whenever. Everybody begins with a few. */
export const catalog = defineCatalog({
  meters: { images: { name: 'Images', unit: { one: 'image', other: 'images' } } },
  tiers: { pay_as_you_go: { name: 'Pay as you go', prices: [], allowances: { images: 0 } } },
  packs: {
    small: { name: 'Small pack', meter: 'images', units: 20, price: { amount: 500, currency: 'USD' } },
    large: { name: 'Large pack', meter: 'images', units: 100, price: { amount: 2000, currency: 'USD' } },
  },
  fallbackTier: 'pay_as_you_go',
});
