import { isBillingError } from '@plimsoll/contract';
import type { Context } from '../../context.ts';
import { readState } from '../../usage/read-state.ts';
import type { CustomerCall } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';

export async function readStateRoute(context: Context, { identity, input }: CustomerCall<'GET /state'>): Promise<BillingResponse> {
  if (input.sync !== undefined) await askProvider(context, identity.customerId);
  return respondJson(await readState(context, identity));
}

// On the way back from the portal, what was done there is wanted now. While the provider is away there is still what is known.
async function askProvider({ sync, logger }: Context, customerId: string): Promise<void> {
  await sync.customer(customerId, 'portal').catch((error: unknown) => {
    if (!isBillingError(error, 'provider_unavailable')) throw error;
    logger.info('the provider could not be asked for a fresh state', { customerId });
  });
}
