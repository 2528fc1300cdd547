import { readReason } from './refused-reason.ts';

// Free text may quote what was sent; names do not.
const ERROR_NAME = /^[A-Za-z]\w{0,60}$/;

/** One field that Polar did not accept. */
interface RefusedField {
  /** Where, for example `body.events.3.timestamp`. */
  readonly at: string;
  /** Why, in Polar's words as long as these quote nothing, else the name of the rule. */
  readonly reason: string;
}

/** What Polar answered when it said no, in one form whatever the SDK threw, without anything that was sent. */
export interface Refusal {
  readonly status: number;
  /** The name of the error in the body; null when the body had none. */
  readonly error: string | null;
  readonly fields: readonly RefusedField[];
}

/**
 * Reads a 4xx answer out of what the SDK threw; null when it was something else. By shape and not by class: the SDK has its error
 * classes once for each API version and module format.
 */
export function readRefusal(thrown: unknown): Refusal | null {
  if (!isObject(thrown) || typeof thrown['statusCode'] !== 'number') return null;
  const body = parseBody(thrown['error']);
  const named = isObject(body) ? body : {};
  const { error, detail } = named;
  return {
    status: thrown['statusCode'],
    error: typeof error === 'string' && ERROR_NAME.test(error) ? error : null,
    fields: Array.isArray(detail) ? detail.flatMap(readField) : [],
  };
}

/** Whether Polar said no with this status and error name. */
export function isRefusal(thrown: unknown, status: number, error: string): boolean {
  const refusal = readRefusal(thrown);
  return refusal?.status === status && refusal.error === error;
}

/** Whether Polar said that the record does not exist. A 404 without a name is a wrong route or a removed API version, and proves nothing. */
export function isMissing(thrown: unknown): boolean {
  return isRefusal(thrown, 404, 'ResourceNotFound');
}

/** Whether Polar did not take the id in the path for one of its own, which are UUIDs: then there is no such record either. */
export function isForeignId(thrown: unknown): boolean {
  const refusal = readRefusal(thrown);
  return refusal?.status === 422 && refusal.fields.some(({ at }) => at === 'path.id');
}

// Of the statuses that the SDK did not expect, it gives the text as it came.
function parseBody(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

// The keys of all that we send are ours, so that a path says nothing of what was in it.
function readField(issue: unknown): RefusedField[] {
  if (!isObject(issue) || !Array.isArray(issue['loc'])) return [];
  return [{ at: issue['loc'].join('.'), reason: readReason(issue) }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
