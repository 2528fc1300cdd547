import { BillingError } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { describeError } from './describe-error.ts';
import { english } from './english.ts';

it.each([
  ["the page's own text for the code", new BillingError('store_unavailable', 'log'), /^Billing cannot be reached/],
  ['what the server said', new BillingError('payment_failed', 'log', { publicMessage: 'Declined.' }), /^Declined\.$/],
  ['a general sentence when nobody said anything', new BillingError('internal', 'log'), /^Something went wrong/],
])('gives %s, never what is meant for logs', (_, error, expected) => {
  expect(describeError(error, english)).toMatch(expected);
  expect(describeError(error, english)).not.toContain('log');
});

it('lets the page speak before the server', () => {
  const messages = { ...english, errors: { payment_failed: 'Carte refusée.' } };
  expect(describeError(new BillingError('payment_failed', 'log', { publicMessage: 'Declined.' }), messages)).toBe('Carte refusée.');
});
