import { addBenefit, type NewBenefit } from '../catalog.ts';
import { type Core, touch } from '../core.ts';
import { BENEFIT_TYPES, type Benefit, type BenefitKind } from '../entities/catalog.ts';
import type { BenefitGrant } from '../entities/customer.ts';
import { invalid, notFound } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { type Fields, readFields } from '../http/fields.ts';
import { hasMetadata, listPage } from '../http/list-page.ts';
import { json } from '../http/respond.ts';
import { presentGrant } from '../present/present-usage.ts';

export const benefitRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/benefits/', run: list },
  { method: 'POST', path: '/v1/benefits/', run: create },
  { method: 'GET', path: '/v1/benefits/:id', run: (call) => json(200, find(call)) },
  { method: 'PATCH', path: '/v1/benefits/:id', run: update },
  { method: 'GET', path: '/v1/benefits/:id/grants', run: (call) => grants(call, find(call).id) },
  { method: 'GET', path: '/v1/benefit-grants/', run: (call) => grants(call) },
];

function find({ core, params }: Call): Benefit {
  const benefit = core.world.benefits.get(params.id ?? '');
  if (benefit === undefined || benefit.is_deleted) throw notFound();
  return benefit;
}

function list({ core, query }: Call): Response {
  const rows = [...core.world.benefits.values()].filter((benefit) => !benefit.is_deleted && hasMetadata(benefit, query));
  const filters = { id: (benefit: Benefit) => benefit.id, type: (benefit: Benefit) => benefit.type };
  return json(200, listPage({ rows, query, filters, present: (benefit) => benefit }));
}

function create({ core, body }: Call): Response {
  const fields = readFields(body);
  const facts = { description: fields.text('description'), metadata: fields.metadata('metadata') };
  const kind = readKind(fields);
  fields.check();
  requireMeter(core, kind);
  const draft: NewBenefit = { ...facts, ...kind };
  const benefit = addBenefit(core, draft);
  core.emit('benefit.created', benefit);
  return json(201, benefit);
}

function readKind(fields: Fields): BenefitKind {
  const type = fields.oneOf('type', BENEFIT_TYPES);
  const properties = fields.object('properties');
  switch (type) {
    case 'meter_credit':
      return {
        type,
        properties: {
          meter_id: properties.text('meter_id'),
          units: properties.whole('units', 1),
          rollover: properties.flag('rollover', false),
        },
      };
    case 'custom':
      return { type, properties: { note: properties.textOrNull('note') } };
    case 'feature_flag':
      return { type, properties: {} };
    default:
      return type satisfies never;
  }
}

function requireMeter(core: Core, kind: BenefitKind): void {
  if (kind.type !== 'meter_credit' || core.world.meters.has(kind.properties.meter_id)) return;
  throw invalid(['body', 'properties', 'meter_id'], 'This meter does not exist.', kind.properties.meter_id);
}

/** Polar lets the text and the metadata change; new numbers of units count from the next cycle on. */
function update(call: Call): Response {
  const benefit = find(call);
  const fields = readFields(call.body);
  const description = fields.textOrNull('description') ?? benefit.description;
  const metadata = fields.has('metadata') ? fields.metadata('metadata') : benefit.metadata;
  const units = fields.has('properties') && benefit.type === 'meter_credit' ? fields.object('properties').wholeOrNull('units', 1) : null;
  fields.check();
  Object.assign(benefit, { description, metadata });
  if (benefit.type === 'meter_credit' && units !== null) benefit.properties.units = units;
  touch(call.core, benefit);
  call.core.emit('benefit.updated', benefit);
  return json(200, benefit);
}

function grants({ core, query }: Call, benefitId?: string): Response {
  const rows = [...core.world.grants.values()].filter((grant) => benefitId === undefined || grant.benefit_id === benefitId);
  const filters = {
    customer_id: (grant: BenefitGrant) => grant.customer_id,
    external_customer_id: (grant: BenefitGrant) => core.world.customers.get(grant.customer_id)?.external_id,
    is_granted: (grant: BenefitGrant) => String(grant.is_granted),
  };
  return json(200, listPage({ rows, query, filters, present: (grant) => presentGrant(core, grant) }));
}
