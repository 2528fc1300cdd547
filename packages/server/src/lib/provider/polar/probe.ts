import { listProducts } from '@polar-sh/sdk/2026-10/services/products';
import type { PolarCall } from './client.ts';

/** Resolves when Polar answers us. */
export async function probe({ core, request }: PolarCall): Promise<void> {
  await listProducts(core)({ limit: 1 }, request());
}
