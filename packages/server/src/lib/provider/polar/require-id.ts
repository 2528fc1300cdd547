import { BillingError, isId } from '@plimsoll/contract';

/** Lets an id into an address. The SDK puts it into the path, where an empty one or `..` would lead to another route. */
export function requireId(value: string): string {
  if (isId(value)) return value;
  throw new BillingError('invalid_request', 'The id cannot be used in an address of Polar.');
}
