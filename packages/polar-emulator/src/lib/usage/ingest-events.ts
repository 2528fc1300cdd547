import type { Core } from '../core.ts';
import { findByExternalId, findCustomer, noteUsage } from '../customers.ts';
import type { Customer, StoredEvent } from '../entities/customer.ts';
import { type Issue, malformed, unacceptable } from '../http/api-error.ts';
import { isObject } from '../http/field-rules.ts';
import { type Fields, readFields } from '../http/fields.ts';

interface NewEvent {
  name: string;
  customer: Customer | undefined;
  externalCustomerId: string | null;
  externalId: string | null;
  parentId: string | null;
  timestamp: string;
  metadata: Record<string, unknown>;
}

/**
 * Takes a batch of usage events, all or none. An external id that was ever seen is a duplicate and changes nothing,
 * also inside the batch. An external customer id that nobody has yet is fine. Throws the 422 that names each bad event.
 */
export function ingestEvents(core: Core, items: readonly unknown[]): { inserted: number; duplicates: number } {
  const issues: Issue[] = [];
  const drafts = items.map((item, index) => readEvent(core, item, { index, issues }));
  if (issues.length > 0) throw malformed(issues);
  if (core.faults.usage('lose-events')) return { inserted: drafts.length, duplicates: 0 };

  const touched = new Set<Customer>();
  let inserted = 0;
  for (const draft of drafts) {
    if (draft.externalId !== null && core.usage.hasExternalId(draft.externalId)) continue;
    core.usage.add(store(core, draft));
    inserted += 1;
    if (draft.customer !== undefined) touched.add(draft.customer);
  }
  for (const customer of touched) noteUsage(core, customer);
  core.changed();
  const missing = core.faults.usage('miscount-events') ? 1 : 0;
  return { inserted: Math.max(0, inserted - missing), duplicates: drafts.length - inserted };
}

function readEvent(core: Core, item: unknown, { index, issues }: { index: number; issues: Issue[] }): NewEvent {
  const fields = readFields(isObject(item) ? item : {}, ['body', 'events', index], issues);
  const externalCustomerId = fields.textOrNull('external_customer_id');
  const customerId = fields.textOrNull('customer_id');
  if ((externalCustomerId === null) === (customerId === null)) {
    fields.fail('customer_id', 'Exactly one of customer_id and external_customer_id is required', 'missing');
  }
  return {
    name: readName(fields),
    customer: findOwner(core, { customerId, externalCustomerId, index }),
    externalCustomerId,
    externalId: fields.textOrNull('external_id'),
    parentId: fields.textOrNull('parent_id'),
    timestamp: readTimestamp(core, fields),
    metadata: readMetadata(fields, item),
  };
}

function readName(fields: Fields): string {
  const name = fields.text('name');
  if (name.length > 128) fields.fail('name', 'String should have at most 128 characters', 'string_too_long');
  if (fields.textOrNull('organization_id') !== null) {
    fields.fail('organization_id', 'Setting organization_id is disallowed when using an organization token.', 'organization_token');
  }
  return name;
}

function findOwner(
  core: Core,
  { customerId, externalCustomerId, index }: { customerId: string | null; externalCustomerId: string | null; index: number },
): Customer | undefined {
  if (customerId === null) return externalCustomerId === null ? undefined : findByExternalId(core, externalCustomerId);
  const customer = findCustomer(core, customerId);
  if (customer === undefined) {
    throw unacceptable({
      type: 'customer_id',
      loc: ['body', 'events', index, 'customer_id'],
      msg: 'Customer not found.',
      input: customerId,
    });
  }
  return customer;
}

/** A clock that runs ahead loses the whole batch: Polar takes no event from the future. */
function readTimestamp(core: Core, fields: Fields): string {
  const text = fields.textOrNull('timestamp');
  if (text === null) return core.clock.iso();
  const instant = Date.parse(text);
  if (Number.isNaN(instant) || !/(Z|[+-]\d\d:?\d\d)$/i.test(text))
    fields.fail('timestamp', 'Input should have timezone info', 'timezone_aware');
  else if (instant > core.clock.now()) fields.fail('timestamp', 'Timestamp must be in the past.');
  return Number.isNaN(instant) ? core.clock.iso() : new Date(instant).toISOString();
}

function readMetadata(fields: Fields, item: unknown): Record<string, unknown> {
  const metadata = isObject(item) && item.metadata !== undefined ? item.metadata : {};
  if (!isObject(metadata)) {
    fields.fail('metadata', 'Input should be a valid dictionary', 'dict_type');
    return {};
  }
  for (const [key, value] of Object.entries(metadata)) {
    if (!isMetadataValue(key, value))
      fields.fail('metadata', `The value of ${key} should be a string of up to 500 characters, a number or a boolean`);
  }
  return metadata;
}

function isMetadataValue(key: string, value: unknown): boolean {
  if (key === '_cost' || key === '_llm') return isObject(value);
  if (typeof value === 'string') return value.length <= 500;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

function store(core: Core, draft: NewEvent): StoredEvent {
  return {
    seq: core.world.events.length + 1,
    id: crypto.randomUUID(),
    name: draft.name,
    source: 'user',
    timestamp: draft.timestamp,
    ingested_at: core.clock.iso(),
    customer_id: draft.customer?.id ?? null,
    external_customer_id: draft.externalCustomerId ?? draft.customer?.external_id ?? null,
    external_id: draft.externalId,
    parent_id: draft.parentId,
    metadata: draft.metadata,
  };
}
