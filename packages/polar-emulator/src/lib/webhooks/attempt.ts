import type { WebhookDelivery, WebhookEndpoint, WebhookEvent } from '../entities/webhook.ts';
import { later } from '../timer.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { World } from '../world.ts';
import { signMessage } from './sign.ts';

const TIMEOUT_MS = 10_000;
const DELIVERIES_KEPT = 1_000;
const EVENTS_KEPT = 2_000;

export interface WebhookRequest {
  headers: Record<string, string>;
  body: string;
}

/** Posts one webhook and gives the status of the answer. Rejects when there was none. */
export type Deliver = (url: string, request: WebhookRequest) => Promise<{ status: number }>;

/** Posts with the global fetch. Ten seconds, and a redirect is an answer like any other: not a success. */
export const deliverByFetch: Deliver = async (url, { headers, body }) => {
  const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  await answer.body?.cancel();
  return { status: answer.status };
};

interface Attempt {
  world: World;
  clock: VirtualClock;
  deliver: Deliver;
  endpoint: WebhookEndpoint;
  event: WebhookEvent;
}

/** Makes one attempt and writes down how it went. True when the receiver accepted it. */
export async function attempt({ world, clock, deliver, endpoint, event }: Attempt): Promise<boolean> {
  event.attempts += 1;
  const headers = await headersOf(endpoint, event, clock);
  const outcome = await post(deliver, endpoint.url, { headers, body: event.payload });
  const succeeded = outcome.status !== null && outcome.status >= 200 && outcome.status < 300;
  event.last_http_code = outcome.status;
  event.modified_at = clock.iso();
  if (succeeded) event.succeeded = true;
  record(world, clock, {
    endpoint_id: endpoint.id,
    webhook_event_id: event.id,
    succeeded,
    http_code: outcome.status,
    response: outcome.fault,
  });
  return succeeded;
}

/** Signed afresh for each attempt, in real time: a receiver checks the timestamp against its own clock. */
async function headersOf(endpoint: WebhookEndpoint, event: WebhookEvent, clock: VirtualClock): Promise<Record<string, string>> {
  const timestampSeconds = Math.floor(clock.real() / 1000);
  return {
    'content-type': 'application/json',
    'user-agent': 'polar.sh webhooks',
    'webhook-id': event.id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': await signMessage(endpoint, { id: event.id, timestampSeconds, body: event.payload }),
    'webhook-api-version': event.api_version,
  };
}

async function post(deliver: Deliver, url: string, request: WebhookRequest): Promise<{ status: number | null; fault: string | null }> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const cancel = later(TIMEOUT_MS, () => reject(new Error('No answer within 10 seconds.')));
  try {
    const { status } = await Promise.race([deliver(url, request), late]);
    return { status, fault: null };
  } catch (error) {
    return { status: null, fault: error instanceof Error ? error.message : String(error) };
  } finally {
    cancel();
  }
}

function record(world: World, clock: VirtualClock, outcome: Omit<WebhookDelivery, 'id' | 'created_at' | 'modified_at'>): void {
  const id = crypto.randomUUID();
  world.deliveries.set(id, { id, created_at: clock.iso(), modified_at: null, ...outcome });
  forgetOldest(world.deliveries, DELIVERIES_KEPT, () => true);
  if (world.webhookEvents.size <= EVENTS_KEPT) return;
  const referred = new Set([...world.deliveries.values()].map((delivery) => delivery.webhook_event_id));
  forgetOldest(world.webhookEvents, EVENTS_KEPT, (event) => event.succeeded !== null && !referred.has(event.id));
}

/** Keeps a log from growing for ever: drops the oldest rows that may go. */
function forgetOldest<Row>(table: Map<string, Row>, kept: number, mayGo: (row: Row) => boolean): void {
  for (const [id, row] of table) {
    if (table.size <= kept) return;
    if (mayGo(row)) table.delete(id);
  }
}
