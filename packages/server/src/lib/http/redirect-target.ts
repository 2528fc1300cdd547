import { BillingError } from '@plimsoll/contract';

/**
 * The absolute address that a person may be sent back to: a path of the application's own origin (the first allowed one),
 * or an address on an allowed origin. @throws BillingError `redirect_not_allowed`
 */
export function redirectTarget(field: string, address: string, allowedOrigins: readonly string[]): string {
  const base = allowedOrigins[0];
  const url = base === undefined ? null : parse(address, base);
  // Backslashes and control characters are read differently by browsers and parsers; credentials disguise a host.
  const clean = !/[\\\p{Cc}]/u.test(address) && url !== null && url.username === '' && url.password === '';
  // A `blob:` address bears the origin of the page that made it, so the origin alone does not tell where an address leads.
  if (clean && allowedOrigins.includes(url.origin) && url.href.startsWith(`${url.origin}/`)) return restorePlaceholder(url.href);
  const message = `${field} must be a path or an address on one of the allowed origins.`;
  throw new BillingError('redirect_not_allowed', message, { publicMessage: message, fields: [{ pointer: `/${field}`, detail: message }] });
}

function parse(address: string, base: string): URL | null {
  return URL.canParse(address, base) ? new URL(address, base) : null;
}

function restorePlaceholder(href: string): string {
  return href.replaceAll('%7BCHECKOUT_ID%7D', '{CHECKOUT_ID}');
}
