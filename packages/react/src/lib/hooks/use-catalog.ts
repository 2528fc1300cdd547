'use client';
import type { BillingError, CatalogView } from '@plimsoll/contract';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useBilling } from '../provider/billing-context.ts';
import { catalogQuery } from '../provider/billing-queries.ts';

/** What is sold: tiers, meters, features and packs. Works without a session; with a `select`, only what it picks. */
export function useCatalog(): UseQueryResult<CatalogView, BillingError>;
export function useCatalog<T>(select: (catalog: CatalogView) => T): UseQueryResult<T, BillingError>;
export function useCatalog(select: (catalog: CatalogView) => unknown = keepWhole): UseQueryResult<unknown, BillingError> {
  const { client, queryClient } = useBilling();
  return useQuery({ ...catalogQuery(client), select }, queryClient);
}

const keepWhole = (catalog: CatalogView) => catalog;
