import { addMeter } from '../catalog.ts';
import { type Core, touch } from '../core.ts';
import type { Aggregation, Filter, FilterClause, Meter } from '../entities/catalog.ts';
import type { StoredEvent } from '../entities/customer.ts';
import { invalid, notFound, unacceptable } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { isObject } from '../http/field-rules.ts';
import { type Fields, readFields } from '../http/fields.ts';
import { hasMetadata, listPage } from '../http/list-page.ts';
import { json } from '../http/respond.ts';
import { DAY } from '../period.ts';
import { matchesFilter } from '../usage/matches-filter.ts';
import { type BucketInterval, LONGEST_RANGE_DAYS, readQuantities } from '../usage/quantities.ts';

export const meterRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/meters/', run: list },
  { method: 'POST', path: '/v1/meters/', run: create },
  { method: 'GET', path: '/v1/meters/:id', run: (call) => json(200, find(call)) },
  { method: 'PATCH', path: '/v1/meters/:id', run: update },
  { method: 'GET', path: '/v1/meters/:id/quantities', run: quantities },
];

function find({ core, params }: Call): Meter {
  const meter = core.world.meters.get(params.id ?? '');
  if (meter === undefined) throw notFound();
  return meter;
}

function list({ core, query }: Call): Response {
  const text = query.get('query')?.toLowerCase();
  const rows = [...core.world.meters.values()].filter(
    (meter) => (text === undefined || meter.name.toLowerCase().includes(text)) && hasMetadata(meter, query),
  );
  const filters = { is_archived: (meter: Meter) => String(meter.archived_at !== null) };
  return json(200, listPage({ rows, query, filters, present: (meter) => meter }));
}

function create({ core, body }: Call): Response {
  const fields = readFields(body);
  const draft = {
    name: fields.text('name'),
    filter: readFilter(fields.object('filter')),
    aggregation: readAggregation(fields.object('aggregation')),
    metadata: fields.metadata('metadata'),
    unit: fields.oneOfOrNull('unit', ['scalar', 'token', 'custom']) ?? 'scalar',
    customLabel: fields.textOrNull('custom_label'),
    customMultiplier: fields.wholeOrNull('custom_multiplier', 1),
  };
  fields.check();
  return json(201, addMeter(core, draft));
}

function readFilter(fields: Fields): Filter {
  const clauses = fields.list('clauses').flatMap((clause, index) => (isObject(clause) ? [readClause(clause, index)] : []));
  return { conjunction: fields.oneOf('conjunction', ['and', 'or']), clauses };
}

function readClause(clause: Record<string, unknown>, index: number): FilterClause | Filter {
  const fields = readFields(clause, ['body', 'filter', 'clauses', index]);
  const read = () => ({
    property: fields.text('property'),
    operator: fields.oneOf('operator', ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'like', 'not_like']),
    value: fields.scalar('value'),
  });
  const result = fields.has('clauses') ? readFilter(fields) : read();
  fields.check();
  return result;
}

function readAggregation(fields: Fields): Aggregation {
  const func = fields.oneOf('func', ['count', 'sum', 'max', 'min', 'avg', 'unique']);
  return func === 'count' ? { func } : { func, property: fields.text('property') };
}

function update(call: Call): Response {
  const meter = find(call);
  const fields = readFields(call.body);
  const name = fields.textOrNull('name') ?? meter.name;
  const metadata = fields.has('metadata') ? fields.metadata('metadata') : meter.metadata;
  const isArchived = fields.flag('is_archived', meter.archived_at !== null);
  if (fields.has('filter') || fields.has('aggregation'))
    fields.fail('filter', 'The emulator does not change what a meter counts; create another one');
  fields.check();
  Object.assign(meter, { name, metadata, archived_at: isArchived ? (meter.archived_at ?? call.core.clock.iso()) : null });
  touch(call.core, meter);
  return json(200, meter);
}

function quantities(call: Call): Response {
  const meter = find(call);
  const range = readRange(call.query);
  const events = selectEvents(call.core, meter, call.query);
  return json(200, readQuantities({ meter, events, ...range }));
}

function selectEvents(core: Core, meter: Meter, query: URLSearchParams): StoredEvent[] {
  const ids = query.getAll('customer_id');
  const externalIds = query.getAll('external_customer_id');
  return core.world.events.filter(
    (event) =>
      event.source === 'user' &&
      (ids.length === 0 || ids.includes(event.customer_id ?? '')) &&
      (externalIds.length === 0 || externalIds.includes(event.external_customer_id ?? '')) &&
      hasMetadata(event, query) &&
      matchesFilter(meter.filter, event),
  );
}

const FIRST_DAY = Date.UTC(2023, 0, 1);

function readRange(query: URLSearchParams): { start: string; end: string; interval: BucketInterval; timezone: string } {
  const start = readInstant(query, 'start_timestamp');
  const end = readInstant(query, 'end_timestamp');
  const interval = readInterval(query.get('interval'));
  if (Date.parse(start) < FIRST_DAY) throw invalid(['query', 'start_timestamp'], 'Start date must be in 2023 or later.', start);
  if (Date.parse(end) - Date.parse(start) > LONGEST_RANGE_DAYS[interval] * DAY) {
    throw invalid(['query', 'interval'], 'This interval is too small for so long a range of dates.', interval);
  }
  return { start, end, interval, timezone: readTimezone(query.get('timezone') ?? 'UTC') };
}

function readInstant(query: URLSearchParams, name: string): string {
  const text = query.get(name) ?? '';
  // A plus sign that was not encoded arrives as a space.
  const instant = Date.parse(text.replace(/ (\d\d:?\d\d)$/, '+$1'));
  if (Number.isNaN(instant) || !/(Z|[+\- ]\d\d:?\d\d)$/i.test(text)) {
    throw unacceptable({ type: 'timezone_aware', loc: ['query', name], msg: 'Input should have timezone info', input: text });
  }
  return new Date(instant).toISOString();
}

function readInterval(text: string | null): BucketInterval {
  const known = Object.keys(LONGEST_RANGE_DAYS).find((name): name is BucketInterval => name === text);
  if (known !== undefined) return known;
  throw unacceptable({ type: 'enum', loc: ['query', 'interval'], msg: 'Input should be hour, day, week, month or year', input: text });
}

function readTimezone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw unacceptable({ type: 'enum', loc: ['query', 'timezone'], msg: 'Unknown time zone.', input: name });
  }
}
