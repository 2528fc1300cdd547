import { type RouteKey, routes } from '@plimsoll/contract/routes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchRoute } from './match.ts';

const keys = Object.keys(routes) as RouteKey[];
const split = (key: string): [method: string, path: string] => [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];

function answerOf(method: string, path: string): string {
  try {
    const { key, parameter } = matchRoute(method, path);
    return parameter === '' ? key : `${key} of ${parameter}`;
  } catch (error) {
    expect(error).toMatchObject({ name: 'BillingError', details: {} });
    return (error as { code: string }).code;
  }
}

describe.each(keys.filter((key) => !key.includes(':')))('%s', (key) => {
  const [method, path] = split(key);
  const methods = keys.filter((other) => split(other)[1] === path).map((other) => split(other)[0]);

  it('is found, with and without a slash at the end', () => {
    expect(answerOf(method, path)).toBe(key);
    expect(answerOf(method, `${path}/`)).toBe(key);
  });

  // Saying so would tell that the operators' desk is here.
  const refusal = routes[key].access === 'operator' ? 'not_found' : 'method_not_allowed';

  it(`answers no other method: ${refusal}`, () => {
    for (const other of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'get', 'TRACE']) {
      if (methods.includes(other)) continue;
      expect(answerOf(other, path)).toBe(refusal);
      expect(answerOf(other, `${path}/`)).toBe(refusal);
    }
  });

  it('is found under no other writing of its path', () => {
    for (const other of [
      path.toUpperCase(),
      `/${path}`,
      `${path}//`,
      `${path}/more`,
      `${path}%2f`,
      path.slice(1),
      `${path}?a=b`,
      `/x/..${path}`,
    ]) {
      expect(answerOf(method, other)).toBe('not_found');
    }
  });
});

it.each<[method: string, path: string, answer: string]>([
  ['HEAD', '/state', 'GET /state'],
  ['HEAD', '/checkout', 'method_not_allowed'],
  ['POST', '/webhooks/polar', 'POST /webhooks/:provider of polar'],
  ['POST', '/webhooks/polar/', 'POST /webhooks/:provider of polar'],
  ['POST', '/webhooks/a%2Fb', 'POST /webhooks/:provider of a%2Fb'],
  ['GET', '/webhooks/polar', 'method_not_allowed'],
  ['HEAD', '/webhooks/polar', 'method_not_allowed'],
  ['DELETE', '/webhooks/polar/', 'method_not_allowed'],
  ['POST', '/webhooks', 'not_found'],
  ['POST', '/webhooks/', 'not_found'],
  ['POST', '/webhooks/polar/more', 'not_found'],
  ['POST', '/webhooks//polar', 'not_found'],
  ['GET', '', 'not_found'],
  ['GET', '/', 'not_found'],
  ['GET', '//', 'not_found'],
  ['GET', '/constructor', 'not_found'],
  ['GET', '/__proto__', 'not_found'],
  ['', '/state', 'method_not_allowed'],
  ['GET /state', '', 'not_found'],
])('%s %j is %s', (method, path, answer) => {
  expect(answerOf(method, path)).toBe(answer);
});

it('answers anything with a route or a problem', () => {
  fc.assert(fc.property(fc.string(), fc.oneof(fc.webPath(), fc.string()), (method, path) => answerOf(method, path) !== ''));
});
