import { syncSubscriptionGrants } from '../billing/sync-grants.ts';
import { addProduct, type PriceDraft } from '../catalog.ts';
import { type Core, touch } from '../core.ts';
import { parseDecimal } from '../decimal.ts';
import { INTERVALS, type Product } from '../entities/catalog.ts';
import { invalid, notFound, refused } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { isObject, isText } from '../http/field-rules.ts';
import { type Fields, readFields } from '../http/fields.ts';
import { hasMetadata, listPage } from '../http/list-page.ts';
import { json, noContent } from '../http/respond.ts';
import { presentProduct } from '../present/present-product.ts';

export const productRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/products/', run: list },
  { method: 'POST', path: '/v1/products/', run: create },
  { method: 'GET', path: '/v1/products/:id', run: (call) => json(200, presentProduct(call.core, find(call))) },
  { method: 'PATCH', path: '/v1/products/:id', run: update },
  { method: 'DELETE', path: '/v1/products/:id', run: remove },
  { method: 'POST', path: '/v1/products/:id/benefits', run: setBenefits },
];

function find({ core, params }: Call): Product {
  const product = core.world.products.get(params.id ?? '');
  if (product === undefined) throw notFound();
  return product;
}

function list({ core, query }: Call): Response {
  const text = query.get('query')?.toLowerCase();
  const benefits = query.getAll('benefit_id');
  const rows = [...core.world.products.values()].filter(
    (product) =>
      (text === undefined || product.name.toLowerCase().includes(text)) &&
      (benefits.length === 0 || benefits.some((id) => product.benefit_ids.includes(id))) &&
      hasMetadata(product, query),
  );
  const filters = {
    id: (product: Product) => product.id,
    is_archived: (product: Product) => String(product.is_archived),
    is_recurring: (product: Product) => String(product.recurring_interval !== null),
    visibility: (product: Product) => product.visibility,
  };
  return json(200, listPage({ rows, query, filters, present: (product) => presentProduct(core, product) }));
}

function create({ core, body }: Call): Response {
  const fields = readFields(body);
  const name = fields.text('name');
  const interval = fields.oneOfOrNull('recurring_interval', INTERVALS);
  const intervalCount = fields.wholeOrNull('recurring_interval_count', 1) ?? 1;
  const trialInterval = fields.oneOfOrNull('trial_interval', INTERVALS);
  const trialCount = fields.wholeOrNull('trial_interval_count', 1);
  const description = fields.textOrNull('description');
  const metadata = fields.metadata('metadata');
  const prices = fields.list('prices').map((price, index) => readPrice(core, price, index));
  if (fields.has('name') && name.length < 3) fields.fail('name', 'String should have at least 3 characters', 'string_too_short');
  if (fields.has('prices') && prices.length === 0) fields.fail('prices', 'At least one price is required.', 'too_short');
  fields.check();
  const trial = trialInterval === null ? null : { interval: trialInterval, count: trialCount ?? 1 };
  const product = addProduct(core, { name, description, interval, intervalCount, trial, metadata, prices, benefitIds: [] });
  core.emit('product.created', presentProduct(core, product));
  return json(201, presentProduct(core, product));
}

function readPrice(core: Core, value: unknown, index: number): PriceDraft {
  const at = ['body', 'prices', index];
  const fields = readFields(isObject(value) ? value : {}, at);
  // Polar still takes the old word for a price of zero.
  const kind = fields.oneOf('amount_type', ['fixed', 'free', 'metered_unit']);
  const currency = (fields.textOrNull('price_currency') ?? 'usd').toLowerCase();
  const price = kind === 'metered_unit' ? readMeteredPrice(fields, currency) : readFixedPrice(fields, currency, kind);
  fields.check();
  if (price.amount_type === 'metered_unit' && !core.world.meters.has(price.meter_id)) {
    throw invalid([...at, 'meter_id'], 'Meter does not exist.', price.meter_id);
  }
  return price;
}

function readFixedPrice(fields: Fields, currency: string, kind: 'fixed' | 'free'): PriceDraft {
  return { amount_type: 'fixed', price_currency: currency, price_amount: kind === 'free' ? 0 : fields.whole('price_amount') };
}

function readMeteredPrice(fields: Fields, currency: string): PriceDraft {
  const unitAmount = fields.decimal('unit_amount');
  if (parseDecimal(unitAmount).scale > 12)
    fields.fail('unit_amount', 'Decimal input should have no more than 12 decimal places', 'decimal_max_places');
  const meterId = fields.text('meter_id');
  const cap = fields.wholeOrNull('cap_amount');
  return { amount_type: 'metered_unit', price_currency: currency, meter_id: meterId, unit_amount: unitAmount, cap_amount: cap };
}

function update(call: Call): Response {
  const product = find(call);
  const fields = readFields(call.body);
  const change = {
    name: fields.textOrNull('name') ?? product.name,
    description: fields.has('description') ? fields.textOrNull('description') : product.description,
    is_archived: fields.flag('is_archived', product.is_archived),
    visibility: fields.oneOfOrNull('visibility', ['draft', 'private', 'public']) ?? product.visibility,
    metadata: fields.has('metadata') ? fields.metadata('metadata') : product.metadata,
  };
  if (fields.has('prices')) fields.fail('prices', 'The emulator does not change the prices of a product; create another one');
  fields.check();
  Object.assign(product, change);
  return announceUpdate(call.core, product);
}

function setBenefits(call: Call): Response {
  const { core, body } = call;
  const product = find(call);
  const fields = readFields(body);
  const ids = fields.list('benefits').filter(isText);
  fields.check();
  const unknown = ids.findIndex((id) => core.world.benefits.get(id)?.is_deleted !== false);
  if (unknown >= 0) throw invalid(['body', 'benefits', unknown], 'Benefit does not exist.', ids[unknown]);
  product.benefit_ids = ids;
  for (const subscription of core.world.subscriptions.values()) {
    if (subscription.product_id === product.id && subscription.ended_at === null) syncSubscriptionGrants(core, subscription);
  }
  return announceUpdate(core, product);
}

function announceUpdate(core: Core, product: Product): Response {
  touch(core, product);
  core.emit('product.updated', presentProduct(core, product));
  return json(200, presentProduct(core, product));
}

function remove(call: Call): Response {
  const product = find(call);
  const isUsed = [...call.core.world.orders.values(), ...call.core.world.subscriptions.values()].some(
    (row) => row.product_id === product.id,
  );
  if (isUsed) throw refused(409, 'ProductNotDeletable', 'This product has orders or subscriptions; archive it instead.');
  call.core.world.products.delete(product.id);
  call.core.changed();
  return noContent();
}
