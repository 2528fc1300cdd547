import type { Catalog } from '@plimsoll/contract';

/** The smallest tier that is sold. @throws TypeError when the catalog sells none */
export function pickPaidTier(catalog: Catalog): string {
  return pickTier(catalog, 'with a price', ({ prices }) => prices.length > 0);
}

/** The smallest tier that is sold and has no limit on any meter. @throws TypeError when the catalog sells none */
export function pickUnlimitedTier(catalog: Catalog): string {
  return pickTier(catalog, 'with a price and without limits', ({ prices, allowances }) => {
    return prices.length > 0 && Object.values(allowances).every((allowance) => allowance === 'unlimited');
  });
}

function pickTier(catalog: Catalog, wish: string, fits: (tier: Catalog['tiers'][string]) => boolean): string {
  const found = Object.entries(catalog.tiers).find(([, tier]) => fits(tier));
  if (found === undefined) throw new TypeError(`This scenario needs a tier ${wish}, and the catalog has none.`);
  return found[0];
}
