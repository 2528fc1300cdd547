import type { BillingRequest, BillingResponse } from '../../../src/index.ts';
import type { Instance } from '../engine/instance.ts';
import type { Stage } from './stage.ts';

/** One request of a person of a customer, with its JSON answer; null when none came. */
export async function visit(
  stage: Stage,
  instance: Instance,
  request: { customerId: string; method?: 'GET' | 'POST'; path: string; body?: unknown },
): Promise<{ status: number; body: unknown } | null> {
  const answer = await instance.call((billing) => billing.handle(requestOf(request)));
  if (answer.kind !== 'done') return null;
  const { status } = answer.value;
  if (status >= 500 && status !== 503 && status !== 502)
    stage.world.violate('every-failure-has-a-name', `${request.path} answered ${status}: ${String(answer.value.body)}`);
  return { status, body: parse(answer.value) };
}

function parse({ body }: BillingResponse): unknown {
  return typeof body === 'string' && body !== '' ? JSON.parse(body) : null;
}

function requestOf({ customerId, method = 'POST', path, body = {} }: Parameters<typeof visit>[2]): BillingRequest {
  const headers = new Map([
    ['content-type', 'application/json'],
    ['sec-fetch-site', 'same-origin'],
  ]);
  const person = { customerId, userId: 'user-1', email: `owner@${customerId}.example`, canManageBilling: true, operator: true };
  return {
    ...{ method, path, query: new URLSearchParams() },
    header: (name) => headers.get(name),
    body: async () => ({ kind: 'parsed', value: body }),
    identify: async () => person,
  };
}
