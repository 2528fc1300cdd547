import type { Catalog } from '@plimsoll/contract';
import type { Context } from '../context.ts';

/** Whether any allowance of a catalog is what the provider credits. */
export function hasProviderAllowance({ tiers }: Pick<Catalog, 'tiers'>): boolean {
  return Object.values(tiers).some(({ allowances, versions = [] }) =>
    [allowances, ...versions.map((version) => version.allowances ?? {})].some((stated) => Object.values(stated).includes('from-provider')),
  );
}

/** Whether what the provider credits is of interest here, and it says so. */
export function takesCredits({ catalog, provider }: Pick<Context, 'catalog' | 'provider'>): boolean {
  return hasProviderAllowance(catalog) && provider.capabilities.credits === true;
}
