import { type Core, touch } from '../core.ts';
import {
  WEBHOOK_EVENT_TYPES,
  type WebhookDelivery,
  type WebhookEndpoint,
  type WebhookEvent,
  type WebhookEventType,
} from '../entities/webhook.ts';
import { notFound } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { type Fields, readFields } from '../http/fields.ts';
import { listPage } from '../http/list-page.ts';
import { json, noContent } from '../http/respond.ts';
import { addEndpoint } from '../webhooks/endpoints.ts';
import { createSecret } from '../webhooks/sign.ts';

/** These paths have no trailing slash at Polar, unlike all others. */
export function createWebhookRoutes(redeliver: (eventId: string) => void): readonly Route[] {
  return [
    { method: 'GET', path: '/v1/webhooks/endpoints', run: list },
    { method: 'POST', path: '/v1/webhooks/endpoints', run: create },
    { method: 'GET', path: '/v1/webhooks/endpoints/:id', run: (call) => json(200, find(call)) },
    { method: 'PATCH', path: '/v1/webhooks/endpoints/:id', run: update },
    { method: 'DELETE', path: '/v1/webhooks/endpoints/:id', run: remove },
    { method: 'PATCH', path: '/v1/webhooks/endpoints/:id/secret', run: resetSecret },
    { method: 'GET', path: '/v1/webhooks/deliveries', run: listDeliveries },
    {
      method: 'POST',
      path: '/v1/webhooks/events/:id/redeliver',
      run: ({ core, params }) => {
        const event = core.world.webhookEvents.get(params.id ?? '');
        if (event === undefined) throw notFound();
        redeliver(event.id);
        return json(202, {});
      },
    },
  ];
}

function find({ core, params }: Call): WebhookEndpoint {
  const endpoint = core.world.endpoints.get(params.id ?? '');
  if (endpoint === undefined) throw notFound();
  return endpoint;
}

function list({ core, query }: Call): Response {
  return json(200, listPage({ rows: core.world.endpoints.values(), query, filters: {}, present: (endpoint) => endpoint }));
}

function create({ core, body }: Call): Response {
  const fields = readFields(body);
  const url = readEndpointUrl(fields);
  fields.oneOf('format', ['raw']);
  const events = readTypes(fields);
  const name = fields.textOrNull('name');
  fields.check();
  return json(201, addEndpoint(core, { url, events, name, signing: 'standard' }));
}

function update(call: Call): Response {
  const endpoint = find(call);
  const fields = readFields(call.body);
  const change = {
    url: fields.textOrNull('url') === null ? endpoint.url : readEndpointUrl(fields),
    name: fields.has('name') ? fields.textOrNull('name') : endpoint.name,
    events: fields.has('events') ? readTypes(fields) : endpoint.events,
    enabled: fields.flag('enabled', endpoint.enabled),
  };
  fields.check();
  Object.assign(endpoint, change);
  touch(call.core, endpoint);
  return json(200, endpoint);
}

function remove(call: Call): Response {
  call.core.world.endpoints.delete(find(call).id);
  call.core.changed();
  return noContent();
}

/** A new secret is always of the present form, whatever the old one was. */
function resetSecret(call: Call): Response {
  const endpoint = find(call);
  endpoint.secret = createSecret();
  endpoint.uses_standard_webhook_signature = true;
  touch(call.core, endpoint);
  return json(200, endpoint);
}

/** Polar asks for https; a local stand-in cannot. */
function readEndpointUrl(fields: Fields): string {
  const url = fields.text('url');
  if (url !== '' && !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : ''))
    fields.fail('url', 'Input should be a valid URL', 'url_parsing');
  return url;
}

function readTypes(fields: Fields): WebhookEventType[] {
  const wanted = fields.list('events');
  const known = WEBHOOK_EVENT_TYPES.filter((type) => wanted.includes(type));
  if (known.length !== new Set(wanted).size) fields.fail('events', 'Input should be known event types', 'enum');
  return known;
}

function listDeliveries({ core, query }: Call): Response {
  const filters = {
    endpoint_id: (delivery: WebhookDelivery) => delivery.endpoint_id,
    succeeded: (delivery: WebhookDelivery) => String(delivery.succeeded),
    event_type: (delivery: WebhookDelivery) => core.world.webhookEvents.get(delivery.webhook_event_id)?.type,
  };
  const rows = [...core.world.deliveries.values()].filter((delivery) => core.world.webhookEvents.has(delivery.webhook_event_id));
  return json(200, listPage({ rows, query, filters, present: (delivery) => presentDelivery(core, delivery) }));
}

function presentDelivery(core: Core, delivery: WebhookDelivery): unknown {
  const { endpoint_id: _endpoint, webhook_event_id, ...facts } = delivery;
  const event = core.world.webhookEvents.get(webhook_event_id);
  return { ...facts, webhook_event: event === undefined ? null : presentEvent(event) };
}

function presentEvent(event: WebhookEvent): unknown {
  const { endpoint_id: _endpoint, attempts: _attempts, next_attempt_at: _next, ...facts } = event;
  return { ...facts, is_archived: false };
}
