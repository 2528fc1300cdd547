import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareInstants, isoOf } from './instant.ts';

it.each<[earlier: string, later: string]>([
  ['2026-11-20T12:00:00Z', '2026-11-20T12:00:01Z'],
  ['2026-11-20T12:00:00.001Z', '2026-11-20T12:00:00.002Z'],
  ['2026-11-20T12:00:00.123456Z', '2026-11-20T12:00:00.123457Z'],
  ['2026-11-20T12:00:00.123456789Z', '2026-11-20T12:00:00.123456790Z'],
  ['2026-11-20T12:00:00Z', '2026-11-20T12:00:00.000001Z'],
  ['2026-11-20T12:00:00.9Z', '2026-11-20T12:00:00.900001Z'],
  ['2026-11-20T12:00:00.999999Z', '2026-11-20T12:00:01Z'],
  ['2026-11-20T12:00:00.5+00:00', '2026-11-20T12:00:00.500001Z'],
  ['2026-11-20T14:00:00+02:30', '2026-11-20T12:00:00Z'],
  ['2026-12-31T23:59:59.999999Z', '2027-01-01T00:00:00Z'],
])('%s is before %s', (earlier, later) => {
  expect(compareInstants(earlier, later)).toBeLessThan(0);
  expect(compareInstants(later, earlier)).toBeGreaterThan(0);
});

it.each<[string, string]>([
  ['2026-11-20T12:00:00Z', '2026-11-20T12:00:00+00:00'],
  ['2026-11-20T12:00:00Z', '2026-11-20T12:00:00.000Z'],
  ['2026-11-20T12:00:00.1Z', '2026-11-20T12:00:00.100000Z'],
  ['2026-11-20T12:00:00.123456Z', '2026-11-20T13:00:00.123456+01:00'],
])('%s and %s are the same instant', (a, b) => {
  expect(compareInstants(a, b)).toBe(0);
});

it('orders microseconds as numbers do', () => {
  const micros = fc.integer({ min: 0, max: 4_000_000_000_000_000 });
  const write = (at: number) => `${isoOf(Math.floor(at / 1000)).slice(0, -1)}${String(at % 1000).padStart(3, '0')}Z`;
  fc.assert(fc.property(micros, micros, (a, b) => Math.sign(compareInstants(write(a), write(b))) === Math.sign(a - b)));
  fc.assert(fc.property(micros, (a) => compareInstants(write(a), write(a + 1)) < 0));
});
