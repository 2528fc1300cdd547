import { PolarClientError, PolarNetworkError, PolarRateLimitError, PolarServerError } from '@polar-sh/sdk';
import { errors } from '@polar-sh/sdk/2026-10';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { mapError } from './map-error.ts';

const EMAIL = 'canary.owner@secret-host.example';
const LINK = 'https://polar.example/portal?customer_session_token=canary_session_token';
const BODY = JSON.stringify({ customer_email: EMAIL, customer_portal_url: LINK, metadata: { note: 'canary note' } });
// Any piece of it, however a message cuts it off.
const PIECES = ['canary', 'secret-host', 'owner', 'portal?', 'session', 'customer_email'];

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return thrown;
  }
}

const named = (name: string, message: string) => Object.assign(new Error(message), { name });
const refused = (issue: Record<string, unknown>) =>
  new PolarClientError(422, JSON.stringify({ error: 'PolarRequestValidationError', detail: [issue] }));
const email = { loc: ['body', 'email'], type: 'value_error', input: EMAIL };

const cases: [what: string, thrown: unknown, said: RegExp][] = [
  ['a server error', new PolarServerError(502, BODY), /Polar failed with 502 \(PolarServerError\)/],
  ['a network error', new PolarNetworkError(BODY), /PolarNetworkError/],
  ['a timeout', new DOMException(BODY, 'TimeoutError'), /TimeoutError/],
  ['a call that was given up', new DOMException(BODY, 'AbortError'), /AbortError/],
  ['a body that is no JSON, which the engine quotes', thrownBy(() => JSON.parse(`${BODY.slice(0, 60)}`)), /SyntaxError/],
  ['a page of a proxy', thrownBy(() => JSON.parse(`canary ${BODY}`)), /SyntaxError/],
  ['a broken stream', new TypeError(BODY, { cause: new Error(BODY) }), /TypeError/],
  ['a rate limit', Object.assign(new PolarRateLimitError(429, 3), { error: BODY }), /limits our rate/],
  ['a token that is not accepted', new PolarClientError(401, BODY), /access token/],
  ['a refusal that says nothing', new PolarClientError(400, BODY), /Polar answered 400/],
  ['a refusal in free text', new PolarClientError(403, { error: 'NotPermitted', detail: `${EMAIL} may not.` }), /403 \| NotPermitted/],
  ['a refusal whose name is no name', new PolarClientError(403, { error: `No ${EMAIL}`, detail: EMAIL }), /Polar answered 403/],
  ['a payment that failed', new errors.SubscriptionsUpdate402Error(402, { error: 'PaymentFailed', detail: BODY }), /402 \| PaymentFailed/],
  ['a wrong route', new PolarClientError(404, BODY), /no such route/],
  ['a subscription that is gone', new PolarClientError(410, { error: 'ResourceUnavailable', detail: LINK }), /ResourceUnavailable/],
  ['a locked subscription', new PolarClientError(409, { error: 'SubscriptionLocked', detail: LINK }), /SubscriptionLocked/],
  ['a field, with its input', refused({ ...email, msg: 'Already taken.' }), /body\.email: Already taken\./],
  ['a field whose input is quoted', refused({ ...email, msg: `"${EMAIL}" is not an address.` }), /body\.email: value_error/],
  [
    'a field whose input is quoted in part',
    refused({ ...email, msg: 'The domain name secret-host.example does not accept mail.' }),
    /body\.email: value_error/,
  ],
  ['a field whose input is quoted letter by letter', refused({ ...email, msg: 'Found `canary` at 1' }), /body\.email: value_error/],
  ['a field whose input is written otherwise', refused({ ...email, msg: 'Not an address: CANARY.' }), /body\.email: value_error/],
  ['a field without its input', refused({ ...email, input: undefined, msg: `Not ${EMAIL}` }), /body\.email: value_error/],
  ['a field under a rule without a name', refused({ ...email, type: EMAIL, msg: `Not ${EMAIL}` }), /body\.email: not accepted/],
  ['a body', refused({ loc: ['body'], type: 'model_type', msg: 'canary note', input: JSON.parse(BODY) }), /body: model_type/],
  ['a field that another context explains', refused({ ...email, msg: 'Wrong.', ctx: { error: EMAIL }, url: LINK }), /body\.email: Wrong\./],
  ['an answer in another shape', thrownBy(() => v.parse(v.object({ url: v.number() }), { url: LINK })), /broke its contract at url/],
  ['a header that cannot be sent', thrownBy(() => new Headers({ 'x-link': `${LINK}\n\nx` })), /TypeError/],
  ['a fault of our own', new RangeError(`Invalid time value ${BODY}`), /RangeError at .*map-error-leaks\.test\.ts:\d+/],
  ['a fault whose message looks like a place', new RangeError(`x\n    at canary (/canary/owner.ts:1:1)`), /RangeError at .*\.test\.ts:\d+/],
  ['an error of a library', named('HostHookError', BODY), /HostHookError/],
  ['a text', BODY, /string/],
  ['an object', { message: BODY }, /object/],
];

describe('nothing that was sent or answered is in', () => {
  it.each(cases)('%s', (_what, thrown, said) => {
    const error = mapError(thrown, { act: 'cancel', secrets: [] });
    expect(error.message).toMatch(said);
    const shown = `${error.message}${error.publicMessage}${error.stack?.split('\n')[0]}${JSON.stringify(error)}`;
    for (const piece of PIECES) expect(shown.toLowerCase()).not.toContain(piece);
    expect(error.cause).toBeUndefined();
  });
});
