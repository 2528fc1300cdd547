import { createHmac } from 'node:crypto';
import { SECRET } from './promise-world.ts';

/** A webhook as it comes over the wire. */
export interface Delivery {
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface Signing {
  readonly secret?: string;
  /** @default made from the body */
  readonly id?: string;
  /** Milliseconds. @default the host's clock */
  readonly at?: number;
}

/** Signs a body as the provider does. */
export function sign(body: string, { secret = SECRET, at = Date.now(), id = idOf(body) }: Signing = {}): Delivery {
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    body,
    headers: {
      ...{ 'content-type': 'application/json', 'webhook-id': id },
      ...{ 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` },
    },
  };
}

function idOf(body: string): string {
  return `msg_${createHmac('sha256', 'id').update(body).digest('hex').slice(0, 16)}`;
}

/** The text of a webhook about one subscription of a customer, with everything that is not changed in order. */
export function subscriptionText(customerId: string, changes: Record<string, unknown> = {}): string {
  const customer = { id: `cus of ${customerId}`, external_id: customerId, email: 'owner@acme.example' };
  const data = {
    ...{ id: `sub of ${customerId}`, created_at: '2026-11-20T09:00:00Z', modified_at: '2026-11-20T10:00:00Z', status: 'active' },
    ...{ current_period_start: '2026-11-20T09:00:00Z', current_period_end: '2099-12-01T00:00:00Z', trial_start: null, trial_end: null },
    ...{ recurring_interval: 'month', cancel_at_period_end: false, canceled_at: null, started_at: '2026-11-20T09:00:00Z' },
    ...{ ends_at: null, ended_at: null, pending_update: null, customer_id: customer.id, customer, metadata: {} },
    ...changes,
  };
  return JSON.stringify({ type: 'subscription.updated', timestamp: '2026-11-20T10:00:01Z', api_version: '2026-10', data });
}
