import { BillingError, problemOf } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { readProblem } from './read-problem.ts';

const limit = { meter: 'tokens', needed: 1, remaining: 0, resetsAt: null, offer: null };
const refusal = problemOf(new BillingError('limit_reached', 'full', { limit }));

it('reads a refusal out of an answer of the application and leaves the body readable', async () => {
  const response = Response.json(refusal, { status: 402, headers: { 'content-type': 'application/problem+json' } });
  const error = await readProblem(response);
  expect(error).toMatchObject({ code: 'limit_reached', details: { limit } });
  expect(await response.json()).toMatchObject({ code: 'limit_reached' });
});

it.each([
  ['a good answer', Response.json(refusal)],
  ['an error of the application itself', Response.json({ code: 'mine', detail: 'x' }, { status: 422 })],
  ['a page', new Response('<p>', { status: 502, headers: { 'content-type': 'text/html' } })],
  ['broken JSON', new Response('{', { status: 500, headers: { 'content-type': 'application/json' } })],
])('gives null for %s', async (_, response) => {
  expect(await readProblem(response)).toBeNull();
});
