import { BillingError } from '@plimsoll/contract';

/**
 * Refuses a mutation that a browser sent from another site, so that a session cookie is not enough to act.
 * A client without a browser sends neither header; it is known by the host's own `identify`.
 * @throws BillingError `origin_not_allowed`
 */
export function checkOrigin(header: (name: string) => string | undefined, allowedOrigins: readonly string[]): void {
  const site = header('sec-fetch-site');
  const origin = header('origin');
  if (site === 'same-origin') return;
  if (origin !== undefined && allowedOrigins.includes(origin)) return;
  if (site === undefined && origin === undefined) return;
  throw new BillingError('origin_not_allowed', `A mutation came from origin ${origin ?? '(none)'} (${site ?? 'no fetch metadata'}).`, {
    publicMessage: 'This request came from another site. If it is yours, add its origin to allowedOrigins.',
  });
}
