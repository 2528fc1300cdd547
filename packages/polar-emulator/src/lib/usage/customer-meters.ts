import { type Core, mustGet, stamped, touch } from '../core.ts';
import { type Decimal, parseDecimal, subtract, toNumber } from '../decimal.ts';
import type { Meter } from '../entities/catalog.ts';
import { type Customer, type CustomerMeter, customerMeterKey } from '../entities/customer.ts';

export interface MeterReading {
  consumed: Decimal;
  credited: number;
  /** Credited minus consumed; negative once usage goes past the credits. */
  balance: Decimal;
}

/** Finds the customer's row for a meter. Undefined until the customer has had an event or a credit. */
export function findCustomerMeter(core: Core, customerId: string, meterId: string): CustomerMeter | undefined {
  return core.world.customerMeters.get(customerMeterKey(customerId, meterId));
}

function openCustomerMeter(core: Core, customerId: string, meterId: string): CustomerMeter {
  const known = findCustomerMeter(core, customerId, meterId);
  if (known !== undefined) return known;
  const row: CustomerMeter = {
    ...stamped(core),
    customer_id: customerId,
    meter_id: meterId,
    credited_units: 0,
    rollover_units: 0,
    expiring_units: 0,
    reset_seq: 0,
  };
  core.world.customerMeters.set(customerMeterKey(customerId, meterId), row);
  return row;
}

/** Polar opens a row for every meter that is not archived as soon as a customer has any event, and re-dates all of them. */
export function refreshCustomerMeters(core: Core, customer: Customer): void {
  for (const meter of core.world.meters.values()) {
    if (meter.archived_at === null) touch(core, openCustomerMeter(core, customer.id, meter.id));
  }
}

export function readMeter(core: Core, row: CustomerMeter, meter: Meter = mustGet(core.world.meters, row.meter_id)): MeterReading {
  const consumed = core.usage.consumed(row, meter);
  return { consumed, credited: row.credited_units, balance: subtract(parseDecimal(row.credited_units), consumed) };
}

/** The reading as the API shows it: without the events of the last moments, which Polar counts some time after it took them. */
export function readShownMeter(core: Core, row: CustomerMeter, meter: Meter = mustGet(core.world.meters, row.meter_id)): MeterReading {
  if (core.meterLagMs <= 0) return readMeter(core, row, meter);
  const consumed = core.usage.consumedBy(row, meter, core.clock.now() - core.meterLagMs);
  return { consumed, credited: row.credited_units, balance: subtract(parseDecimal(row.credited_units), consumed) };
}

export interface Credit {
  customerId: string;
  meterId: string;
  units: number;
  rollover: boolean;
}

/** Adds or takes back credits. Every running sum stops at zero. */
export function creditMeter(core: Core, { customerId, meterId, units, rollover }: Credit): void {
  const row = openCustomerMeter(core, customerId, meterId);
  const kind = rollover ? 'rollover_units' : 'expiring_units';
  row[kind] = Math.max(0, row[kind] + units);
  row.credited_units = Math.max(0, row.credited_units + units);
  touch(core, row);
  recordSystemEvent(core, { customerId, name: 'meter.credited', metadata: { meter_id: meterId, units, rollover } });
}

/** Starts a new cycle: usage and credits from zero, except what may roll over. A negative balance is not carried. */
export function resetMeter(core: Core, customerId: string, meterId: string): void {
  const row = openCustomerMeter(core, customerId, meterId);
  const kept = rolloverOf(core, row);
  row.reset_seq = core.world.events.length;
  row.credited_units = 0;
  row.rollover_units = 0;
  row.expiring_units = 0;
  touch(core, row);
  recordSystemEvent(core, { customerId, name: 'meter.reset', metadata: { meter_id: meterId } });
  if (kept > 0) creditMeter(core, { customerId, meterId, units: kept, rollover: true });
}

function rolloverOf(core: Core, row: CustomerMeter): number {
  const { consumed } = readMeter(core, row);
  const balance = Math.trunc(toNumber(subtract(parseDecimal(row.rollover_units + row.expiring_units), consumed)));
  return Math.max(0, Math.min(balance, row.rollover_units));
}

interface SystemEvent {
  customerId: string;
  name: 'meter.credited' | 'meter.reset';
  metadata: Record<string, unknown>;
}

function recordSystemEvent(core: Core, { customerId, name, metadata }: SystemEvent): void {
  core.usage.add({
    seq: core.world.events.length + 1,
    id: crypto.randomUUID(),
    name,
    source: 'system',
    timestamp: core.clock.iso(),
    ingested_at: core.clock.iso(),
    customer_id: customerId,
    external_customer_id: core.world.customers.get(customerId)?.external_id ?? null,
    external_id: null,
    parent_id: null,
    metadata,
  });
}
