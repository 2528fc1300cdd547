import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  BillingError,
  type ErrorCode,
  errorOfProblem,
  errorTable,
  errorTexts,
  isBillingError,
  type LimitReached,
  type Problem,
  problemOf,
} from './index.ts';

const codes = Object.keys(errorTable) as ErrorCode[];
const limit: LimitReached = {
  ...{ meter: 'tokens', needed: 3, remaining: 1, resetsAt: '2026-12-01T00:00:00.000Z' },
  offer: { kind: 'tier', tier: 'pro', name: 'Pro', price: { amount: 4900, currency: 'USD', interval: 'month' } },
};
const overTheWire = (problem: Problem): unknown => JSON.parse(JSON.stringify(problem));

describe('the table of errors', () => {
  it.each(codes)('%s has a status, a text for people and a name that fits in a URN', (code) => {
    const { status } = errorTable[code];
    expect(code).toMatch(/^[a-z][a-z_]*[a-z]$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(errorTexts[code]).toMatch(/^[A-Z].+\.$/);
  });

  it('gives each code a problem type and a text of its own', () => {
    const problems = codes.map((code) => problemOf(new BillingError(code, 'x')));
    expect(new Set(problems.map(({ type }) => type)).size).toBe(codes.length);
    expect(new Set(problems.map(({ title }) => title)).size).toBe(codes.length);
  });

  it('keeps 402 for money, 429 for rates and 503 for what is away', () => {
    const withStatus = (status: number) => codes.filter((code) => errorTable[code].status === status);
    expect(withStatus(402)).toEqual(['limit_reached', 'payment_failed']);
    expect(withStatus(429)).toEqual(['rate_limited']);
    expect(withStatus(503)).toEqual(['provider_unavailable', 'store_unavailable']);
  });

  it('never asks to retry what the caller must change first', () => {
    const hopeless = codes.filter((code) => [400, 401, 402, 403, 404, 405, 413, 415].includes(errorTable[code].status));
    expect(hopeless.filter((code) => errorTable[code].retryable)).toEqual([]);
  });
});

describe('a problem document', () => {
  it.each(codes)('of %s comes back as the same error', (code) => {
    const error = new BillingError(code, 'for the log', {
      publicMessage: 'For people.',
      limit,
      fields: [{ pointer: '/tier', detail: 'No such tier.' }],
    });
    const back = errorOfProblem(overTheWire(problemOf(error, 'request-1')), error.status);
    expect(isBillingError(back, code)).toBe(true);
    expect(back).toMatchObject({ code, publicMessage: 'For people.', status: error.status, retryable: error.retryable });
    expect(back.details).toEqual(error.details);
  });

  it('says only what the person who asked may read', () => {
    const error = new BillingError('internal', 'connect ECONNREFUSED db.internal', {
      cause: new Error('password=hunter2'),
      retryAfterMs: 1000,
    });
    const text = JSON.stringify(problemOf(error, 'request-1'));
    expect(text).not.toMatch(/ECONNREFUSED|hunter2|cause|stack|retryAfter/);
    expect(JSON.parse(text)).toEqual({
      ...{ type: 'urn:plimsoll:problem:internal', code: 'internal', status: 500, requestId: 'request-1' },
      ...{ title: errorTexts.internal, detail: errorTexts.internal },
    });
  });

  it('leaves out the request id when there is none', () => {
    expect(problemOf(new BillingError('not_found', 'x'))).not.toHaveProperty('requestId');
  });

  it.each<[unknown, number, ErrorCode]>([
    [null, 502, 'store_unavailable'],
    ['<html>Bad gateway</html>', 503, 'store_unavailable'],
    [{ error: 'proxy' }, 504, 'store_unavailable'],
    [undefined, 500, 'internal'],
    [{ code: 'made_up', detail: 'x' }, 418, 'internal'],
    [{ code: 'toString', detail: 'x' }, 500, 'internal'],
    [{ code: '__proto__', detail: 'x' }, 500, 'internal'],
    [{ code: 'not_found' }, 404, 'internal'],
    [{ code: 'not_found', detail: 7 }, 404, 'internal'],
    [[], 500, 'internal'],
  ])('is not %j with status %d: that becomes %s', (body, status, code) => {
    expect(errorOfProblem(body, status).code).toBe(code);
  });

  it('is read from anything without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), fc.integer({ min: 400, max: 599 }), (body, status) => isBillingError(errorOfProblem(body, status))),
    );
  });
});

describe('a billing error', () => {
  it('keeps the text for logs and the text for people apart', () => {
    const error = new BillingError('not_found', 'customer acme lacks checkout 7', { cause: 'why' });
    expect(error).toMatchObject({ name: 'BillingError', message: 'customer acme lacks checkout 7', cause: 'why', status: 404 });
    expect(problemOf(error).detail).toBe(errorTexts.not_found);
    expect(error.details).toEqual({});
  });

  it('is known across copies of this package', async () => {
    vi.resetModules();
    const copy = await import('./index.ts');
    const foreign = new copy.BillingError('limit_reached', 'x', { limit });
    expect(foreign instanceof BillingError).toBe(false);
    expect(isBillingError(foreign)).toBe(true);
    expect(isBillingError(foreign, 'limit_reached')).toBe(true);
    expect(isBillingError(foreign, 'not_found')).toBe(false);
  });

  it('is known across realms', () => {
    const foreign: unknown = runInContext("({ [Symbol.for('plimsoll.BillingError')]: true, code: 'not_found' })", createContext({}));
    expect(isBillingError(foreign, 'not_found')).toBe(true);
  });

  it.each<[unknown]>([[null], [undefined], ['not_found'], [new Error('not_found')], [{ code: 'not_found' }], [[]]])(
    'is not %j',
    (value) => {
      expect(isBillingError(value)).toBe(false);
    },
  );
});
