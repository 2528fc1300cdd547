import { expect, test } from 'vitest';
import { overageAmount } from './billing/overage.ts';
import { add, multiply, parseDecimal, roundHalfAwayFromZero, subtract, toNumber } from './decimal.ts';
import type { MeteredPrice } from './entities/catalog.ts';

test.each([
  ['0.1', '0.2', 0.3],
  ['1e-7', '2', 2.0000001],
  ['9007199254740991', '1', 9007199254740992],
])('%s plus %s is exact', (left, right, sum) => {
  expect(toNumber(add(parseDecimal(left), parseDecimal(right)))).toBe(sum);
});

test.each([
  ['0.5', 1],
  ['1.5', 2],
  ['2.5', 3],
  ['-0.5', -1],
  ['-2.5', -3],
  ['2.4999999999999', 2],
  ['-0.4', 0],
])('%s rounds to %i, half away from zero', (text, rounded) => {
  expect(Math.abs(roundHalfAwayFromZero(parseDecimal(text)) - rounded)).toBe(0);
});

test('what is no number is refused', () => {
  expect(() => parseDecimal('1,5')).toThrow(RangeError);
  expect(() => parseDecimal('')).toThrow(RangeError);
  expect(() => parseDecimal(Number.NaN)).toThrow(RangeError);
});

const price = (unit_amount: string, cap_amount: number | null = null): MeteredPrice => ({
  id: 'price',
  created_at: '',
  modified_at: null,
  source: 'catalog',
  amount_type: 'metered_unit',
  price_currency: 'usd',
  tax_behavior: null,
  is_archived: false,
  product_id: 'product',
  meter_id: 'meter',
  unit_amount,
  cap_amount,
});

test.each([
  { consumed: '131', credited: 100, unit: '0.5', cents: 16 },
  { consumed: '101', credited: 100, unit: '0.5', cents: 1 },
  { consumed: '100', credited: 100, unit: '0.5', cents: 0 },
  { consumed: '-5', credited: 0, unit: '0.5', cents: 0 },
  { consumed: '1000000000', credited: 1, unit: '0.000000000001', cents: 0 },
  { consumed: '500000000000', credited: 0, unit: '0.000000000001', cents: 1 },
  { consumed: '3', credited: 0, unit: '0.1', cents: 0 },
  { consumed: '9007199254740991', credited: 0, unit: '1', cents: 9007199254740991 },
])('$consumed used of $credited at $unit cents is $cents cents', ({ consumed, credited, unit, cents }) => {
  expect(overageAmount(price(unit), { consumed: parseDecimal(consumed), credited })).toBe(cents);
});

test('a cap stops the bill', () => {
  expect(overageAmount(price('2', 50), { consumed: parseDecimal(1000), credited: 0 })).toBe(50);
});

test('products and differences keep every place', () => {
  expect(toNumber(multiply(parseDecimal('0.3'), parseDecimal('0.3')))).toBe(0.09);
  expect(toNumber(subtract(parseDecimal('0.3'), parseDecimal('0.1')))).toBe(0.2);
});
