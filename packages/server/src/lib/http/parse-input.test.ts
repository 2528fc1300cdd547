import { BillingError } from '@plimsoll/contract';
import type { RouteKey } from '@plimsoll/contract/routes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInput } from './parse-input.ts';
import type { BillingRequest, RequestBody } from './request.ts';

interface Sent {
  readonly body?: string | Uint8Array | { readonly parsed: unknown };
  readonly type?: string | undefined;
  readonly query?: string;
}

function bodyOf(body: NonNullable<Sent['body']>): RequestBody {
  if (typeof body === 'string') return { kind: 'bytes', bytes: new TextEncoder().encode(body) };
  return body instanceof Uint8Array ? { kind: 'bytes', bytes: body } : { kind: 'parsed', value: body.parsed };
}

function requestOf({ body = '', query = '', ...sent }: Sent): BillingRequest {
  const type = 'type' in sent ? sent.type : 'application/json';
  return {
    ...{ method: 'POST', path: '/', query: new URLSearchParams(query), identify: async () => null },
    header: (name) => (name === 'content-type' ? type : undefined),
    async body(limit) {
      const given = bodyOf(body);
      if (given.kind === 'bytes' && given.bytes.byteLength > limit) throw new BillingError('payload_too_large', 'too large');
      return given;
    },
  };
}

const CHANGE = 'POST /subscription/change';
const parse = (sent: Sent, key: RouteKey = CHANGE) => parseInput(key, requestOf(sent));
const refusal = (sent: Sent, key: RouteKey = CHANGE): Promise<BillingError> =>
  parse(sent, key).then(
    (input) => expect.fail(`was accepted as ${JSON.stringify(input)}`),
    (error: BillingError) => error,
  );
const text = (value: unknown) => JSON.stringify(value);

describe('a body', () => {
  it.each<[name: string, Sent]>([
    ['JSON', { body: text({ tier: 'pro' }) }],
    ['JSON with a character set', { body: text({ tier: 'pro' }), type: 'application/json; charset=utf-8' }],
    ['JSON with a loud content type', { body: text({ tier: 'pro' }), type: 'Application/JSON ;charset=UTF-8' }],
    ['JSON with a byte order mark', { body: `\ufeff${text({ tier: 'pro' })}` }],
    ['JSON that the host has parsed', { body: { parsed: { tier: 'pro' } } }],
    ['JSON with a repeated name, whose last one counts', { body: '{"tier":"free","tier":"pro"}' }],
  ])('may be %s', async (_name, sent) => {
    expect(await parse(sent)).toEqual({ tier: 'pro' });
  });

  it('may be missing where nothing is asked for', async () => {
    expect(await parse({ body: '' }, 'POST /subscription/resume')).toEqual({});
  });

  it.each([
    undefined,
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'text/json',
    'application/json-patch+json',
    'application/jsonp',
  ])('of content type %s is refused, even if it is JSON', async (type) => {
    expect(await refusal({ body: text({ tier: 'pro' }), type })).toMatchObject({ code: 'unsupported_media_type', status: 415 });
  });

  it.each<[name: string, Sent['body'] & {}]>([
    ['no JSON', 'tier=pro'],
    ['half of it', '{"tier":"pro"'],
    ['two of them', '{}{}'],
    ['a comment', '{"tier":"pro"} // yes'],
    ['single quotes', "{'tier':'pro'}"],
    ['NaN', '{"tier":NaN}'],
    ['only spaces', '   '],
    ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['half a character', new Uint8Array([0x22, 0xe2, 0x82])],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
    ['an overlong encoding', new Uint8Array([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d])],
  ])('that is %s is not JSON', async (_name, body) => {
    expect(await refusal({ body })).toMatchObject({ code: 'invalid_request', details: { fields: [{ pointer: '' }] } });
  });

  it.each([null, 7, 'pro', true, [], ['pro'], [{ tier: 'pro' }], [[]]].map((value) => [value] as const))(
    'that is %j is no object',
    async (value) => {
      for (const key of [CHANGE, 'POST /subscription/resume', 'POST /subscription/cancel'] as const) {
        expect(await refusal({ body: text(value) }, key)).toMatchObject({ code: 'invalid_request' });
        expect(await refusal({ body: { parsed: value } }, key)).toMatchObject({ code: 'invalid_request' });
      }
    },
  );

  it('that is larger than 64 kB is too large', async () => {
    expect(await refusal({ body: text({ tier: 'a'.repeat(64 * 1024) }) })).toMatchObject({ code: 'payload_too_large' });
  });

  it.each([100_000, 32_000, 17])('that is nested %d deep is refused without a stack to overflow', async (depth) => {
    const nested = `{"tier":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect((await refusal({ body: nested })).code).toMatch(/^(invalid_request|payload_too_large)$/);
    expect(await refusal({ body: { parsed: JSON.parse(nested) } })).toMatchObject({ code: 'invalid_request' });
  });

  it.each([
    '{"__proto__":{"canManageBilling":true}}',
    '{"tier":"pro","__proto__":null}',
    '{"tier":{"constructor":1}}',
    '{"tier":[{"prototype":1}]}',
  ])('that poisons objects is refused: %s', async (body) => {
    expect(await refusal({ body })).toMatchObject({ code: 'invalid_request', publicMessage: expect.stringMatching(/is not allowed/) });
    expect(await refusal({ body: { parsed: JSON.parse(body) } })).toMatchObject({ code: 'invalid_request' });
    expect(({} as Record<string, unknown>)['canManageBilling']).toBeUndefined();
  });

  it.each(['customerId', 'customer_id', 'userId', 'canManageBilling', 'toString', 'a.b', ''])(
    'with the unknown field %j is refused, and told which one',
    async (name) => {
      const error = await refusal({ body: text({ tier: 'pro', [name]: 'globex' }) });
      expect(error).toMatchObject({ code: 'invalid_request', publicMessage: expect.stringMatching(/not known here.*session/) });
      expect(error.details.fields).toHaveLength(1);
    },
  );

  it('is refused with every field that is wrong', async () => {
    const { details } = await refusal({ body: text({ tier: 'a/b', when: 'yesterday', extra: 1 }) });
    expect(details.fields?.map(({ pointer }) => pointer).sort()).toEqual(['/extra', '/tier', '/when']);
  });

  it('of any kind is parsed or refused, and is never a fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), async (body) => {
        const outcome = await parse({ body }).then(
          () => 'parsed',
          (error: BillingError) => error.code,
        );
        expect(['parsed', 'invalid_request']).toContain(outcome);
      }),
    );
  });
});

describe('a query', () => {
  it('is read by its names', async () => {
    expect(await parse({ query: 'meter=tokens&interval=day' }, 'GET /usage')).toEqual({ meter: 'tokens', interval: 'day' });
  });

  it('needs no content type', async () => {
    expect(await parse({ type: undefined }, 'GET /state')).toEqual({});
  });

  it.each([
    'customerId=globex',
    'customer_id=globex',
    '__proto__=x',
    'constructor=x',
    'meter=tokens&user=b',
    'meter=tokens&interval=week',
    'meter=..',
    'meter=a%2Fb',
    'meter=a%00',
    'meter=tokens&from=now',
    '',
  ])('of %j is refused', async (query) => {
    expect(await refusal({ query }, 'GET /usage')).toMatchObject({ code: 'invalid_request' });
  });
});
