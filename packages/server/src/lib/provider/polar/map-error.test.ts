import { BillingError, type ErrorCode } from '@plimsoll/contract';
import { PolarClientError, PolarNetworkError, PolarRateLimitError, PolarServerError } from '@polar-sh/sdk';
import { errors } from '@polar-sh/sdk/2026-10';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { mapError } from './map-error.ts';

const TOKEN = 'polar_oat_very_secret';
const context = { act: 'cancel', secrets: [TOKEN] };
const named = (error: string) => ({ error, detail: 'Because.' });

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return thrown;
  }
}

const cases: [what: string, thrown: unknown, code: ErrorCode][] = [
  ['no connection', new PolarNetworkError('fetch failed'), 'provider_unavailable'],
  ['a server error, which has no statusCode', new PolarServerError(502, 'Bad gateway'), 'provider_unavailable'],
  [
    'a timeout while the body is read',
    new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
    'provider_unavailable',
  ],
  ['an empty body', thrownBy(() => JSON.parse('')), 'provider_unavailable'],
  ["a proxy's page", thrownBy(() => JSON.parse('<html>')), 'provider_unavailable'],
  ['a connection that broke in the body', new TypeError('terminated', { cause: new Error('other side closed') }), 'provider_unavailable'],
  ['a rate limit', new PolarRateLimitError(429, 3), 'provider_unavailable'],
  ['a token that is not accepted', new PolarClientError(401, '{"error":"Unauthorized","detail":"Unauthorized"}'), 'provider_unavailable'],
  ['a missing scope', new PolarClientError(403, '{"error":"insufficient_scope"}'), 'provider_rejected'],
  ['a declined card', new errors.SubscriptionsUpdate402Error(402, { error: 'PaymentFailed', detail: 'Declined.' }), 'payment_failed'],
  ['an ended subscription', new PolarClientError(403, named('AlreadyCanceledSubscription')), 'change_not_possible'],
  ['an inactive subscription', new PolarClientError(403, named('InactiveSubscription')), 'change_not_possible'],
  ['nothing scheduled', new PolarClientError(409, named('SubscriptionNotScheduledToCancel')), 'change_not_possible'],
  ['a subscription that is over', new PolarClientError(410, '{"error":"ResourceUnavailable","detail":"Gone."}'), 'change_not_possible'],
  ['a locked subscription', new PolarClientError(409, named('SubscriptionLocked')), 'concurrent_change'],
  ['a missing record', new errors.ResourceNotFound(404, { error: 'ResourceNotFound', detail: 'Not found' }), 'provider_rejected'],
  ['a wrong route', new PolarClientError(404, { detail: 'Not Found' }), 'provider_rejected'],
  ['a field that is refused', new PolarClientError(422, { error: 'RequestValidationError', detail: [] }), 'provider_rejected'],
  ['an answer in another shape', thrownBy(() => v.parse(v.object({ id: v.string() }), { id: 7 })), 'provider_rejected'],
  ['a fault of our own', new RangeError('Invalid time value'), 'internal'],
  ['a thing that is no error', 'nope', 'internal'],
];

describe('an error of Polar becomes one of ours', () => {
  it.each(cases)('%s', (_what, thrown, code) => {
    const error = mapError(thrown, context);
    expect(error).toBeInstanceOf(BillingError);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^cancel: ./);
    expect(error.cause).toBeUndefined();
  });

  it('ours stays as it is', () => {
    const ours = new BillingError('email_taken', 'Taken.');
    expect(mapError(ours, context)).toBe(ours);
  });

  it.each([
    [7, 7_000],
    [0, 0],
    [86_400, 900_000],
    [Number.POSITIVE_INFINITY, 900_000],
    [Number.NaN, 60_000],
    [-5, 60_000],
    [null, 60_000],
  ])('a rate limit of %s s waits %s ms', (seconds, ms) => {
    expect(mapError(new PolarRateLimitError(429, seconds), context).retryAfterMs).toBe(ms);
  });

  it('a wrong route is told apart from a missing record', () => {
    const wrongRoute = mapError(new PolarClientError(404, { detail: 'Not Found' }), context).message;
    expect(wrongRoute).toContain('no such route');
    expect(mapError(new PolarClientError(404, named('ResourceNotFound')), context).message).toContain('ResourceNotFound');
  });

  it('says which fields were refused, and never what was in them', () => {
    const detail = [{ type: 'value_error', loc: ['body', 'email'], msg: 'Already taken.', input: 'owner@acme.example' }];
    const { message } = mapError(new PolarClientError(422, { error: 'PolarRequestValidationError', detail }), context);
    expect(message).toContain('body.email: Already taken.');
    expect(message).not.toContain('owner@acme.example');
  });

  it('hides the token wherever it turns up', () => {
    const header = thrownBy(() => new Headers({ Authorization: `Bearer ${TOKEN}\n\nx` }));
    expect(String(header)).toContain(TOKEN);
    for (const thrown of [
      header,
      new PolarNetworkError(TOKEN),
      new PolarServerError(500, TOKEN),
      new PolarClientError(400, named(TOKEN)),
    ]) {
      const { message, publicMessage, stack } = mapError(thrown, context);
      expect(`${message}${publicMessage}${stack}`).not.toContain(TOKEN);
    }
  });

  it('keeps a message short when the answer is a whole page', () => {
    expect(mapError(new PolarServerError(500, 'x'.repeat(100_000)), context).message.length).toBeLessThan(400);
  });
});
