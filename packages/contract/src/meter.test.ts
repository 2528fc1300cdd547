import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Allowance, isUnits, MAX_UNITS, UnitCount } from './meter.ts';

describe('units', () => {
  it.each([1, 2, 1_000_000, MAX_UNITS, 1.0])('may be %d', (value) => {
    expect(isUnits(value)).toBe(true);
    expect(v.is(UnitCount, value)).toBe(true);
  });

  it.each([
    0,
    -0,
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    2 ** 53,
    MAX_UNITS + 1,
    Number.MIN_VALUE,
    '10',
    '',
    null,
    undefined,
    true,
    1n,
    [1],
    {},
    Object(1),
  ])('are not %s', (value) => {
    expect(isUnits(value)).toBe(false);
    expect(v.is(UnitCount, value)).toBe(false);
  });

  it('are judged without ever throwing, and only whole positive numbers pass', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (value) => {
        if (isUnits(value)) expect(Number.isSafeInteger(value) && value > 0 && JSON.parse(JSON.stringify(value)) === value).toBe(true);
      }),
    );
  });
});

describe('an allowance', () => {
  it.each<[unknown]>([
    [0],
    [50],
    [MAX_UNITS],
    ['unlimited'],
    [[{ units: 5, window: 'day' }]],
    [
      [
        { units: 5, window: 'day' },
        { units: 90, window: 'period' },
      ],
    ],
  ])('may be %j', (value) => {
    expect(v.is(Allowance, value)).toBe(true);
  });

  it.each<[unknown]>([
    [-1],
    [1.5],
    [2 ** 53],
    [Number.NaN],
    ['infinite'],
    [''],
    [null],
    [[]],
    [[{ units: -1, window: 'day' }]],
    [[{ units: 1, window: 'week' }]],
    [{ units: 1, window: 'day' }],
  ])('is not %j', (value) => {
    expect(v.is(Allowance, value)).toBe(false);
  });
});
