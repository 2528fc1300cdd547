import { BillingError } from '@plimsoll/contract';

/**
 * The address as it was given, where a browser leaves the page for it.
 * @throws BillingError `internal` for `javascript:` and every other scheme than http and https
 */
export function requireWebAddress(address: string): string {
  // A link of the page reads an address as the browser does when it leaves; one that cannot be read has no scheme.
  const { protocol } = Object.assign(document.createElement('a'), { href: address });
  if (/^https?:$/.test(protocol)) return address;
  throw new BillingError('internal', 'The server sent an address to leave for that is not http or https.');
}
