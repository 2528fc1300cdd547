'use client';
import type { CatalogView, MeterName } from '@plimsoll/contract';
import { useCatalog } from '../hooks/use-catalog.ts';
import { findMeterName } from '../hooks/use-meter-name.ts';

/** What people call the things that the desk shows; their ids while the catalog is on its way. */
export interface DeskNames {
  readonly tiers: CatalogView['tiers'];
  readonly meters: CatalogView['meters'];
  readonly tierName: (tier: string) => string;
  readonly meterName: (meter: string) => MeterName;
}

/** Names out of the catalog. */
export function useDeskNames(): DeskNames {
  const { data } = useCatalog();
  const { tiers = [], meters = [] } = data ?? {};
  return {
    tiers,
    meters,
    tierName: (tier) => tiers.find(({ id }) => id === tier)?.name ?? tier,
    meterName: (meter) => findMeterName({ meters }, meter),
  };
}
