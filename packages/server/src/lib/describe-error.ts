import { isBillingError } from '@plimsoll/contract';
import type { LogFields } from './logger.ts';

/** What a log line says of an error: its internal text, its code, and the provider's own id of the request that failed. */
export function describeError(error: unknown): LogFields {
  if (!isBillingError(error)) return { error: String(error) };
  const { code, message, providerRequestId } = error;
  return { code, error: message, ...(providerRequestId === undefined ? {} : { providerRequestId }) };
}
