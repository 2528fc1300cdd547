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

/** The first tier that was sold as something else before, with that version. @throws TypeError when there is none */
export function pickEarlierVersion({ tiers }: Catalog): { readonly tier: string; readonly version: string } {
  for (const [tier, { versions = [] }] of Object.entries(tiers)) {
    const [earlier] = versions;
    if (earlier !== undefined) return { tier, version: earlier.id };
  }
  throw new TypeError('This scenario needs a tier with an earlier version, and the catalog has none.');
}

function pickTier(catalog: Catalog, wish: string, fits: (tier: Catalog['tiers'][string]) => boolean): string {
  const found = Object.entries(catalog.tiers).find(([, tier]) => fits(tier));
  if (found === undefined) throw new TypeError(`This scenario needs a tier ${wish}, and the catalog has none.`);
  return found[0];
}
