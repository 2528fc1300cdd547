'use client';
import { useCallback } from 'react';
import { useCatalog } from './use-catalog.ts';

/** What people call a tier; its id while the catalog is on its way or does not name it. */
export function useTierName(tier: string): string {
  const name = useCatalog(useCallback(({ tiers }) => tiers.find(({ id }) => id === tier)?.name ?? tier, [tier]));
  return name.data ?? tier;
}
