import type { Filter, FilterClause, FilterOperator } from '../entities/catalog.ts';
import type { StoredEvent } from '../entities/customer.ts';

/** Whether a meter's filter lets an event through. */
export function matchesFilter(filter: Filter, event: StoredEvent): boolean {
  if (filter.clauses.length === 0) return true;
  const test = (clause: FilterClause | Filter) => ('clauses' in clause ? matchesFilter(clause, event) : matchesClause(clause, event));
  return filter.conjunction === 'and' ? filter.clauses.every(test) : filter.clauses.some(test);
}

function matchesClause(clause: FilterClause, event: StoredEvent): boolean {
  const actual = readProperty(clause.property, event);
  if (actual === undefined) return false;
  return compare(clause.operator, actual, clause.value);
}

/** `name`, `source` and `timestamp` are the event's own; everything else is looked up in its metadata. */
export function readProperty(property: string, event: StoredEvent): unknown {
  if (property === 'name' || property === 'source' || property === 'timestamp') return event[property];
  return property.split('.').reduce<unknown>(readKey, event.metadata);
}

function readKey(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function compare(operator: FilterOperator, actual: unknown, wanted: string | number | boolean): boolean {
  switch (operator) {
    case 'eq':
      return actual === wanted || String(actual) === String(wanted);
    case 'ne':
      return String(actual) !== String(wanted);
    case 'gt':
      return order(actual, wanted) > 0;
    case 'gte':
      return order(actual, wanted) >= 0;
    case 'lt':
      return order(actual, wanted) < 0;
    case 'lte':
      return order(actual, wanted) <= 0;
    case 'like':
      return String(actual).includes(String(wanted));
    case 'not_like':
      return !String(actual).includes(String(wanted));
    default:
      return operator satisfies never;
  }
}

function order(actual: unknown, wanted: string | number | boolean): number {
  if (typeof actual === 'number' || typeof wanted === 'number') return Number(actual) - Number(wanted);
  return String(actual) < String(wanted) ? -1 : Number(String(actual) > String(wanted));
}
