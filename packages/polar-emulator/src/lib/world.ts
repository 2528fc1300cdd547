import type { Checkout, Order, Refund, Subscription } from './entities/billing.ts';
import type { Benefit, Meter, Product } from './entities/catalog.ts';
import {
  type BenefitGrant,
  type Customer,
  type CustomerMeter,
  type CustomerSession,
  customerMeterKey,
  type StoredEvent,
} from './entities/customer.ts';
import type { WebhookDelivery, WebhookEndpoint, WebhookEvent } from './entities/webhook.ts';

interface Tables {
  products: Product;
  meters: Meter;
  benefits: Benefit;
  customers: Customer;
  customerMeters: CustomerMeter;
  grants: BenefitGrant;
  sessions: CustomerSession;
  checkouts: Checkout;
  subscriptions: Subscription;
  orders: Order;
  refunds: Refund;
  endpoints: WebhookEndpoint;
  webhookEvents: WebhookEvent;
  deliveries: WebhookDelivery;
}

type Rows = { [Name in keyof Tables]: Map<string, Tables[Name]> };

interface Facts {
  organizationId: string;
  /** Virtual time minus real time, in milliseconds. */
  offset: number;
  /** The last instant handed out as a stamp, in virtual milliseconds; stamps never repeat. */
  lastStamp: number;
  invoices: number;
  events: StoredEvent[];
  /** The app's id of a customer to the number of payments that will still be declined. */
  declines: Map<string, number>;
  /** Customer id to credit in cents, left over from downgrades. */
  credit: Map<string, number>;
}

/** Everything that the emulator remembers. Plain data: it can be dumped, saved and loaded. */
export type World = Rows & Facts;

const TABLE_NAMES = [
  'products',
  'meters',
  'benefits',
  'customers',
  'customerMeters',
  'grants',
  'sessions',
  'checkouts',
  'subscriptions',
  'orders',
  'refunds',
  'endpoints',
  'webhookEvents',
  'deliveries',
] as const satisfies readonly (keyof Tables)[];

const DUMP_VERSION = 1;

export function createWorld(organizationId: string): World {
  return {
    products: new Map(),
    meters: new Map(),
    benefits: new Map(),
    customers: new Map(),
    customerMeters: new Map(),
    grants: new Map(),
    sessions: new Map(),
    checkouts: new Map(),
    subscriptions: new Map(),
    orders: new Map(),
    refunds: new Map(),
    endpoints: new Map(),
    webhookEvents: new Map(),
    deliveries: new Map(),
    organizationId,
    offset: 0,
    lastStamp: 0,
    invoices: 0,
    events: [],
    declines: new Map(),
    credit: new Map(),
  };
}

/** A deep copy of the world as JSON-safe data. */
export function dumpWorld(world: World): unknown {
  const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, [...world[name].values()]]));
  const { organizationId, offset, lastStamp, invoices, events } = world;
  const maps = { declines: [...world.declines], credit: [...world.credit] };
  return structuredClone({ version: DUMP_VERSION, organizationId, offset, lastStamp, invoices, events, ...maps, ...tables });
}

type Dump = { version: number } & Omit<Facts, 'declines' | 'credit'> & {
    declines: [string, number][];
    credit: [string, number][];
  } & { [Name in keyof Tables]: Tables[Name][] };

/** Rebuilds a world from `dumpWorld`'s result. Throws when the data is not such a dump. */
export function loadWorld(dump: unknown): World {
  if (!isDump(dump)) throw new Error(`Not a dump of this emulator (expected version ${DUMP_VERSION}). Delete the file to start afresh.`);
  const source = structuredClone(dump);
  const world = createWorld(source.organizationId);
  for (const name of TABLE_NAMES) fill(world[name] as Map<string, { id: string }>, source[name]);
  world.customerMeters = new Map(source.customerMeters.map((row) => [customerMeterKey(row.customer_id, row.meter_id), row]));
  world.offset = source.offset;
  world.lastStamp = source.lastStamp;
  world.invoices = source.invoices;
  world.events = source.events;
  world.declines = new Map(source.declines);
  world.credit = new Map(source.credit);
  return world;
}

function fill(table: Map<string, { id: string }>, rows: readonly { id: string }[]): void {
  for (const row of rows) table.set(row.id, row);
}

function isDump(value: unknown): value is Dump {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as Record<string, unknown>;
  return candidate.version === DUMP_VERSION && TABLE_NAMES.every((name) => Array.isArray(candidate[name]));
}
