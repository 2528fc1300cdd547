import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Id, isId } from './id.ts';

const bad: Record<string, unknown> = {
  'an empty text': '',
  'a dot': '.',
  'two dots': '..',
  '10 kB': 'a'.repeat(10_240),
  '201 characters': 'a'.repeat(201),
  'a slash': 'a/b',
  'a backslash': 'a\\b',
  'a path out': '../admin',
  'a line break': 'a\nb',
  'a carriage return': 'a\rb',
  'a tab': 'a\tb',
  'a null character': 'a\u0000b',
  'a delete character': 'a\u007fb',
  'a C1 control': 'a\u0085b',
  'half a surrogate pair': 'a\ud800b',
  'a leading space': ' a',
  'a trailing space': 'a ',
  'only spaces': '   ',
  'a leading no-break space': '\u00a0a',
  'a number': 1,
  null: null,
  undefined: undefined,
  'an array of one id': ['a'],
  'an object that prints as an id': { toString: () => 'a' },
  'a boxed text': Object('a'),
};

describe('an id', () => {
  it.each(Object.entries(bad))('is not %s', (_name, value) => {
    expect(isId(value)).toBe(false);
    expect(v.is(Id, value)).toBe(false);
  });

  it.each([
    'a',
    '0',
    'org_1',
    '01970000-0000-7000-8000-000000000000',
    'owner@acme.example',
    'a b',
    '...',
    'a..b',
    'größe',
    '会社',
    'a:b',
    '%2F',
    '🚢',
    'a'.repeat(200),
  ])('may be %s', (value) => {
    expect(isId(value)).toBe(true);
    expect(v.is(Id, value)).toBe(true);
  });

  it('is judged without ever throwing, and always as a boolean', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
        (value) => typeof isId(value) === 'boolean',
      ),
    );
  });

  it('never leaves its place in a path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        fc.pre(isId(value));
        const { pathname } = new URL(`https://app.example/base/${encodeURIComponent(value)}/end`);
        expect(decodeURIComponent(pathname.split('/')[2] ?? '')).toBe(value);
        expect(pathname.split('/')).toHaveLength(4);
      }),
      { numRuns: 300 },
    );
  });
});
