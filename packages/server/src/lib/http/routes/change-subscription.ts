import type { Context } from '../../context.ts';
import type { Identity } from '../../identity.ts';
import { cancelSubscription, changePlan, resumeSubscription } from '../../subscription/change-plan.ts';
import { previewChange } from '../../subscription/preview-change.ts';
import { readState } from '../../usage/read-state.ts';
import type { CustomerCall } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';

export async function previewRoute(
  context: Context,
  { identity, input }: CustomerCall<'POST /subscription/preview'>,
): Promise<BillingResponse> {
  return respondJson(await previewChange(context, { ...input, customerId: identity.customerId }));
}

export async function changeRoute(
  context: Context,
  { identity, input }: CustomerCall<'POST /subscription/change'>,
): Promise<BillingResponse> {
  await changePlan(context, { ...input, customerId: identity.customerId });
  return await respondState(context, identity);
}

export async function cancelRoute(
  context: Context,
  { identity, input }: CustomerCall<'POST /subscription/cancel'>,
): Promise<BillingResponse> {
  await cancelSubscription(context, { customerId: identity.customerId, reason: input.reason ?? null });
  return await respondState(context, identity);
}

export async function resumeRoute(context: Context, { identity }: CustomerCall<'POST /subscription/resume'>): Promise<BillingResponse> {
  await resumeSubscription(context, identity.customerId);
  return await respondState(context, identity);
}

async function respondState(context: Context, identity: Identity): Promise<BillingResponse> {
  return respondJson(await readState(context, identity));
}
