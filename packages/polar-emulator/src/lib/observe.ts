import type { StoredEvent } from './entities/customer.ts';
import type { WebhookDelivery } from './entities/webhook.ts';
import type { DeliveryAttempt, IngestedEvent } from './polar-emulator.ts';
import type { World } from './world.ts';

export function listEvents(world: World): IngestedEvent[] {
  return world.events.filter((event) => event.source === 'user').map(toIngested);
}

function toIngested(event: StoredEvent): IngestedEvent {
  return {
    id: event.id,
    name: event.name,
    externalCustomerId: event.external_customer_id,
    customerId: event.customer_id,
    externalId: event.external_id,
    timestamp: event.timestamp,
    metadata: event.metadata,
  };
}

/** Attempts whose event has been forgotten are left out. */
export function listDeliveries(world: World): DeliveryAttempt[] {
  return [...world.deliveries.values()].flatMap((delivery) => toAttempt(world, delivery));
}

function toAttempt(world: World, delivery: WebhookDelivery): DeliveryAttempt[] {
  const event = world.webhookEvents.get(delivery.webhook_event_id);
  if (event === undefined) return [];
  const { endpoint_id, succeeded, http_code } = delivery;
  return [{ eventId: event.id, endpointId: endpoint_id, type: event.type, body: event.payload, status: http_code, succeeded }];
}
