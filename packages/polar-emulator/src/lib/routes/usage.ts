import type { CustomerMeter, StoredEvent } from '../entities/customer.ts';
import { notFound } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { readFields } from '../http/fields.ts';
import { hasMetadata, listPage } from '../http/list-page.ts';
import { json } from '../http/respond.ts';
import { presentCustomerMeter, presentEvent } from '../present/present-usage.ts';
import { ingestEvents } from '../usage/ingest-events.ts';
import { matchesFilter } from '../usage/matches-filter.ts';

export const usageRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/events/ingest', run: ingest },
  { method: 'GET', path: '/v1/events/', run: listEvents },
  { method: 'GET', path: '/v1/events/:id', run: getEvent },
  { method: 'GET', path: '/v1/customer-meters/', run: listCustomerMeters },
  { method: 'GET', path: '/v1/customer-meters/:id', run: getCustomerMeter },
];

function ingest({ core, body }: Call): Response {
  const fields = readFields(body);
  const events = fields.list('events');
  fields.check();
  return json(200, ingestEvents(core, events));
}

function listEvents({ core, query }: Call): Response {
  const meterId = query.get('meter_id');
  const meter = meterId === null ? undefined : core.world.meters.get(meterId);
  const from = Date.parse(query.get('start_timestamp') ?? '');
  const to = Date.parse(query.get('end_timestamp') ?? '');
  // NaN compares false: an absent bound never excludes.
  const isOutside = (instant: number) => instant < from || instant > to;
  const rows = core.world.events
    .filter(
      (event) =>
        !isOutside(Date.parse(event.timestamp)) &&
        hasMetadata(event, query) &&
        (meterId === null || (meter !== undefined && matchesFilter(meter.filter, event))),
    )
    .map((event) => ({ ...event, created_at: event.ingested_at }));
  const filters = {
    customer_id: (event: StoredEvent) => event.customer_id,
    external_customer_id: (event: StoredEvent) => event.external_customer_id,
    name: (event: StoredEvent) => event.name,
    source: (event: StoredEvent) => event.source,
    parent_id: (event: StoredEvent) => event.parent_id,
  };
  return json(200, listPage({ rows, query, filters, present: (event) => presentEvent(core, event) }));
}

function getEvent({ core, params }: Call): Response {
  const event = core.world.events.find((candidate) => candidate.id === params.id);
  if (event === undefined) throw notFound();
  return json(200, presentEvent(core, event));
}

function listCustomerMeters({ core, query }: Call): Response {
  const filters = {
    customer_id: (row: CustomerMeter) => row.customer_id,
    external_customer_id: (row: CustomerMeter) => core.world.customers.get(row.customer_id)?.external_id,
    meter_id: (row: CustomerMeter) => row.meter_id,
  };
  const rows = core.world.customerMeters.values();
  return json(200, listPage({ rows, query, filters, present: (row) => presentCustomerMeter(core, row) }));
}

function getCustomerMeter({ core, params }: Call): Response {
  const row = [...core.world.customerMeters.values()].find((candidate) => candidate.id === params.id);
  if (row === undefined) throw notFound();
  return json(200, presentCustomerMeter(core, row));
}
