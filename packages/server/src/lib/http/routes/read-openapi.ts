import type { Context } from '../../context.ts';
import type { Call } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';

/** The routes of the contract as an OpenAPI document. Those of operators are in it for operators only. */
export async function readOpenApiRoute(_context: Context, { identity }: Call<'GET /openapi.json'>): Promise<BillingResponse> {
  // Asked for once in a long while, by tools: no process loads the converter when it starts.
  const { describeRoutes } = await import('../describe-routes.ts');
  return respondJson(describeRoutes({ operator: identity?.operator === true }));
}
