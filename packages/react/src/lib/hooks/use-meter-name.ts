'use client';
import type { BillingError, CatalogView, MeterName } from '@plimsoll/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { RegisteredMeter } from '../register.ts';
import { useCatalog } from './use-catalog.ts';

/** What people call a meter and its units. One that the catalog does not name goes by its id. */
export function useMeterName(meter: RegisteredMeter): UseQueryResult<MeterName, BillingError> {
  return useCatalog(useCallback((catalog) => findMeterName(catalog, meter), [meter]));
}

/** The names of one meter in a catalog. */
export function findMeterName({ meters }: Pick<CatalogView, 'meters'>, meter: string): MeterName {
  return meters.find(({ id }) => id === meter) ?? { name: meter, unit: { one: meter, other: meter } };
}
