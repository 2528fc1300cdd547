import type { CatalogView } from '@plimsoll/contract';

/** What people call a tier; its id while the catalog is on its way or does not name it. */
export function tierNameIn(catalog: Pick<CatalogView, 'tiers'> | undefined, tier: string): string {
  return catalog?.tiers.find(({ id }) => id === tier)?.name ?? tier;
}
