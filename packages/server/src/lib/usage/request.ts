import { BillingError, isId, isUnits } from '@plimsoll/contract';
import type { Context } from '../context.ts';

/** Who uses how much of what. */
export interface UsageRequest<M extends string = string> {
  /** The host's own id of the party that is billed. */
  readonly customerId: string;
  /** The person that acts, for attribution. */
  readonly userId?: string | undefined;
  readonly meter: M;
  /** A whole number from 1 to 2^53-1. @default 1 */
  readonly units?: number | undefined;
  /** Names this act. The same id again, with the same arguments, has no second effect. @default a new one */
  readonly id?: string | undefined;
}

/** A request whose every part was checked. */
export interface CheckedUsage {
  readonly customerId: string;
  readonly userId: string | null;
  readonly meter: string;
  readonly units: number;
  readonly id: string;
}

/** Checks a request. @throws BillingError `invalid_units` or `invalid_request`, with what would be right. */
export function parseUsage({ catalog, runtime }: Context, request: UsageRequest): CheckedUsage {
  const { customerId, userId = null, meter, units = 1, id = runtime.uuid() } = request;
  requireId('customerId', customerId);
  requireId('id', id);
  if (userId !== null) requireId('userId', userId);
  requireMeter(catalog, meter);
  requireUnits(units);
  return { customerId, userId, meter, units, id };
}

/** @throws BillingError `invalid_units` */
export function requireUnits(units: unknown): asserts units is number {
  if (isUnits(units)) return;
  const message = `Units must be a whole number from 1 to ${Number.MAX_SAFE_INTEGER}; got ${describe(units)}.`;
  throw new BillingError('invalid_units', message, { publicMessage: message, fields: [{ pointer: '/units', detail: message }] });
}

/** @throws BillingError `invalid_request` */
export function requireId(name: string, id: unknown): asserts id is string {
  if (isId(id)) return;
  const message = `${name} must be 1 to 200 characters without slashes, control characters or surrounding spaces, and not "." or "..".`;
  throw new BillingError('invalid_request', message, { publicMessage: message, fields: [{ pointer: `/${name}`, detail: message }] });
}

/** @throws BillingError `invalid_request` that lists the meters there are */
export function requireMeter(catalog: Context['catalog'], meter: unknown): asserts meter is string {
  if (typeof meter === 'string' && Object.hasOwn(catalog.meters, meter)) return;
  const message = `There is no such meter. The catalog has: ${Object.keys(catalog.meters).join(', ')}.`;
  throw new BillingError('invalid_request', message, { publicMessage: message, fields: [{ pointer: '/meter', detail: message }] });
}

function describe(value: unknown): string {
  return typeof value === 'number' ? String(value) : `a ${value === null ? 'null' : typeof value}`;
}
