import type { WebhookEvent, WebhookEventType } from '../entities/webhook.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { World } from '../world.ts';

/** Writes one event for each endpoint that listens to the type. The payload is fixed here, dated in virtual time. */
export function writeEvents(world: World, clock: VirtualClock, { type, data }: { type: WebhookEventType; data: unknown }): WebhookEvent[] {
  const listening = [...world.endpoints.values()].filter((endpoint) => endpoint.enabled && endpoint.events.includes(type));
  if (listening.length === 0) return [];
  const timestamp = clock.stamp();
  return listening.map((endpoint) => {
    const event: WebhookEvent = {
      id: crypto.randomUUID(),
      created_at: timestamp,
      modified_at: null,
      endpoint_id: endpoint.id,
      type,
      api_version: endpoint.api_version,
      payload: JSON.stringify({ type, timestamp, api_version: endpoint.api_version, data }),
      attempts: 0,
      last_http_code: null,
      succeeded: null,
      skipped: false,
      next_attempt_at: null,
    };
    world.webhookEvents.set(event.id, event);
    return event;
  });
}
