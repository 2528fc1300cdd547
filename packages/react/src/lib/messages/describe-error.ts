import type { BillingError } from '@plimsoll/contract';
import type { CoreTexts } from './messages.ts';

/** What a person reads about an error: the page's own text for its code, else what the server said. */
export function describeError({ code, publicMessage }: BillingError, { errors, errorUnknown }: CoreTexts): string {
  return errors[code] ?? (publicMessage || errorUnknown);
}
