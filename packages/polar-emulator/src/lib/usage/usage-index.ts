import type { Decimal } from '../decimal.ts';
import type { Meter } from '../entities/catalog.ts';
import type { Customer, CustomerMeter, StoredEvent } from '../entities/customer.ts';
import type { World } from '../world.ts';
import { matchesFilter } from './matches-filter.ts';
import { count, createTally, quantityOf, type Tally } from './tally.ts';

interface Fold {
  meter: Meter;
  resetSeq: number;
  cursor: number;
  tally: Tally;
}

/**
 * Everything that can be derived from the events, so that reading a balance does not read all of them:
 * who owns which, which external ids were seen, and each meter's running tally. Rebuilt from the world, never saved.
 */
export interface UsageIndex {
  hasExternalId(externalId: string): boolean;
  /** Stores an event and hands it to its customer, or keeps it until a customer with its external id appears. */
  add(event: StoredEvent): void;
  /** Gives a customer the events that waited for its external id. True when there were any. */
  adopt(customer: Customer): boolean;
  eventsOf(customerId: string): readonly StoredEvent[];
  /** Units consumed since the meter's last reset. */
  consumed(row: CustomerMeter, meter: Meter): Decimal;
  /** The same of the events that were taken up to an instant, in virtual milliseconds. Reads all events of the customer. */
  consumedBy(row: CustomerMeter, meter: Meter, instant: number): Decimal;
}

export function createUsageIndex(world: World): UsageIndex {
  const seen = new Set<string>();
  const byCustomer = new Map<string, StoredEvent[]>();
  const waiting = new Map<string, StoredEvent[]>();
  const folds = new Map<string, Fold>();

  function file(event: StoredEvent): void {
    if (event.external_id !== null) seen.add(event.external_id);
    if (event.customer_id !== null) listAt(byCustomer, event.customer_id).push(event);
    else if (event.external_customer_id !== null) listAt(waiting, event.external_customer_id).push(event);
  }

  function adopt(customer: Customer): boolean {
    const events = customer.external_id === null ? undefined : waiting.get(customer.external_id);
    if (events === undefined || customer.external_id === null) return false;
    waiting.delete(customer.external_id);
    for (const event of events) {
      event.customer_id = customer.id;
      listAt(byCustomer, customer.id).push(event);
    }
    return true;
  }

  function consumed(row: CustomerMeter, meter: Meter): Decimal {
    const fold = currentFold(row, meter);
    const events = listAt(byCustomer, row.customer_id);
    for (; fold.cursor < events.length; fold.cursor += 1) {
      const event = events[fold.cursor];
      if (event !== undefined && countsFor(meter, row, event)) count(fold.tally, meter.aggregation, event);
    }
    return quantityOf(fold.tally, meter.aggregation.func);
  }

  function consumedBy(row: CustomerMeter, meter: Meter, instant: number): Decimal {
    const tally = createTally();
    for (const event of byCustomer.get(row.customer_id) ?? []) {
      if (Date.parse(event.ingested_at) <= instant && countsFor(meter, row, event)) count(tally, meter.aggregation, event);
    }
    return quantityOf(tally, meter.aggregation.func);
  }

  function currentFold(row: CustomerMeter, meter: Meter): Fold {
    const known = folds.get(row.id);
    if (known !== undefined && known.resetSeq === row.reset_seq && known.meter === meter) return known;
    const fresh = { meter, resetSeq: row.reset_seq, cursor: 0, tally: createTally() };
    folds.set(row.id, fresh);
    return fresh;
  }

  for (const event of world.events) file(event);

  return {
    hasExternalId: (externalId) => seen.has(externalId),
    add(event) {
      world.events.push(event);
      file(event);
    },
    adopt,
    eventsOf: (customerId) => byCustomer.get(customerId) ?? [],
    consumed,
    consumedBy,
  };
}

function countsFor(meter: Meter, row: CustomerMeter, event: StoredEvent): boolean {
  return event.source === 'user' && event.seq > row.reset_seq && matchesFilter(meter.filter, event);
}

function listAt(lists: Map<string, StoredEvent[]>, key: string): StoredEvent[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
