import type { Context } from '../../context.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';

export async function readCatalogRoute({ catalogView }: Context): Promise<BillingResponse> {
  return respondJson(catalogView);
}
