'use client';
import { type BillingState, type CatalogView, readTierAction, type TierAction } from '@plimsoll/contract';
import { useMemo } from 'react';
import type { RegisteredTier } from '../register.ts';
import { useBillingState } from './use-billing-state.ts';
import { useCatalog } from './use-catalog.ts';

/** What the customer can do with each tier, by tier id; undefined until catalog and state are there. */
export function useTierActions(): Readonly<Record<RegisteredTier, TierAction>> | undefined {
  const { data: catalog } = useCatalog();
  const { data: state } = useBillingState();
  return useMemo(() => (catalog && state ? readTierActions(catalog, state) : undefined), [catalog, state]);
}

function readTierActions(catalog: CatalogView, { tier, subscription }: BillingState): Record<string, TierAction> {
  const input = { catalog, currentTier: tier, subscription };
  return Object.fromEntries(catalog.tiers.map(({ id }) => [id, readTierAction(id, input)]));
}
