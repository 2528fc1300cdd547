import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Allowance, WindowKind } from '../meter.ts';
import { limitsOf, type Period, windowAt } from './period.ts';

const at = (instant: string) => Date.parse(instant);
const day = (date: string) => `${date}T00:00:00.000Z`;
const between = (start: string, end: string): Period => ({ start: day(start), end: day(end) });

type Row = readonly [kind: WindowKind, now: string, period: Period | null, id: string, start: string, end: string];

const calendar: Row[] = [
  ['day', '2026-11-20T00:00:00.000Z', null, 'day:2026-11-20', day('2026-11-20'), day('2026-11-21')],
  ['day', '2026-11-20T23:59:59.999Z', null, 'day:2026-11-20', day('2026-11-20'), day('2026-11-21')],
  ['day', '2026-11-21T01:00:00+02:00', null, 'day:2026-11-20', day('2026-11-20'), day('2026-11-21')],
  ['day', '2028-02-29T12:00:00Z', null, 'day:2028-02-29', day('2028-02-29'), day('2028-03-01')],
  ['day', '2026-12-31T12:00:00Z', null, 'day:2026-12-31', day('2026-12-31'), day('2027-01-01')],
  ['month', '2026-11-01T00:00:00.000Z', null, 'month:2026-11', day('2026-11-01'), day('2026-12-01')],
  ['month', '2026-11-30T23:59:59.999Z', null, 'month:2026-11', day('2026-11-01'), day('2026-12-01')],
  ['month', '2026-12-15T00:00:00Z', null, 'month:2026-12', day('2026-12-01'), day('2027-01-01')],
  ['month', '2028-02-29T00:00:00Z', null, 'month:2028-02', day('2028-02-01'), day('2028-03-01')],
  ['month', '2026-11-20T00:00:00Z', between('2026-11-10', '2026-12-10'), 'month:2026-11', day('2026-11-01'), day('2026-12-01')],
  ['period', '2026-11-20T00:00:00Z', null, 'month:2026-11', day('2026-11-01'), day('2026-12-01')],
];

const billed = (now: string, period: Period, [start, end]: readonly [string, string]): Row => [
  ...(['period', now, period, `period:${day(start)}`] as const),
  ...([day(start), day(end)] as const),
];

const november = between('2026-11-10', '2026-12-10');
const fromThe31st = between('2027-01-31', '2027-02-28');
const leapYear = between('2028-02-29', '2029-02-28');

const periods: Row[] = [
  billed('2026-11-10T00:00:00.000Z', november, ['2026-11-10', '2026-12-10']),
  billed('2026-12-09T23:59:59.999Z', november, ['2026-11-10', '2026-12-10']),
  // Nobody has told of these renewals: provisional windows follow one another.
  billed('2026-12-10T00:00:00.000Z', november, ['2026-12-10', '2027-01-10']),
  billed('2027-03-01T00:00:00.000Z', november, ['2027-02-10', '2027-03-10']),
  // A leading edge: the provider's clock may be ahead of the store's.
  billed('2026-11-09T23:59:59.000Z', november, ['2026-11-10', '2026-12-10']),
  billed('2027-02-10T00:00:00Z', fromThe31st, ['2027-01-31', '2027-02-28']),
  billed('2027-02-28T00:00:00Z', fromThe31st, ['2027-02-28', '2027-03-28']),
  billed('2027-02-15T00:00:00Z', between('2026-12-31', '2027-01-31'), ['2027-01-31', '2027-02-28']),
  billed('2027-03-01T00:00:00Z', between('2026-12-31', '2027-01-31'), ['2027-02-28', '2027-03-31']),
  billed('2028-02-15T00:00:00Z', between('2027-12-31', '2028-01-31'), ['2028-01-31', '2028-02-29']),
  billed('2026-11-20T00:00:00Z', between('2026-03-01', '2027-03-01'), ['2026-03-01', '2027-03-01']),
  billed('2027-03-01T00:00:00Z', between('2026-03-01', '2027-03-01'), ['2027-03-01', '2028-03-01']),
  billed('2028-03-01T00:00:00Z', leapYear, ['2028-02-29', '2029-02-28']),
  billed('2029-03-01T00:00:00Z', leapYear, ['2029-02-28', '2030-02-28']),
];

describe('the window of an instant', () => {
  it.each([...calendar, ...periods])('%s at %s of %j is %s', (...[kind, now, period, id, start, end]) => {
    expect(windowAt(kind, at(now), period)).toEqual({ id, start, end });
  });

  it('keeps the time of day of a period that does not begin at midnight', () => {
    const period = { start: '2026-11-10T09:30:00.000Z', end: '2026-12-10T09:30:00.000Z' };
    expect(windowAt('period', at('2026-12-10T09:29:59.999Z'), period).start).toBe(period.start);
    expect(windowAt('period', at('2026-12-10T09:30:00.000Z'), period)).toMatchObject({
      start: period.end,
      end: '2027-01-10T09:30:00.000Z',
    });
  });

  it('gives a provisional window the id of the real one that takes it over', () => {
    const renewed = between('2026-12-10', '2027-01-10');
    const now = at('2026-12-15T00:00:00Z');
    expect(windowAt('period', now, november).id).toBe(windowAt('period', now, renewed).id);
  });

  it('gives a period the same id however its instants are written', () => {
    const written = { start: '2026-11-10T00:00:00Z', end: '2026-12-10T01:00:00+01:00' };
    expect(windowAt('period', at('2026-11-20T00:00:00Z'), written)).toEqual(windowAt('period', at('2026-11-20T00:00:00Z'), november));
  });

  it('moves on even when a period is empty or shorter than a day', () => {
    const empty = between('2026-11-10', '2026-11-10');
    expect(windowAt('period', at('2026-11-20T00:00:00Z'), empty)).toMatchObject({ start: day('2026-11-10'), end: day('2026-12-10') });
  });

  it('holds its instant, whatever the kind, from the first period on', () => {
    const times = fc.integer({ min: at(november.start), max: at('2060-01-01T00:00:00Z') });
    fc.assert(
      fc.property(
        fc.constantFrom<WindowKind>('day', 'month', 'period'),
        times,
        fc.constantFrom(null, november, fromThe31st, leapYear),
        (kind, now, period) => {
          fc.pre(period === null || now >= at(period.start));
          const { start, end } = windowAt(kind, now, period);
          expect(at(start)).toBeLessThanOrEqual(now);
          expect(at(end)).toBeGreaterThan(now);
        },
      ),
    );
  });
});

it.each<[Allowance, ReturnType<typeof limitsOf>]>([
  ['unlimited', []],
  [50, [{ units: 50, window: 'period' }]],
  [0, [{ units: 0, window: 'period' }]],
  [
    [
      { units: 5, window: 'day' },
      { units: 90, window: 'month' },
    ],
    [
      { units: 5, window: 'day' },
      { units: 90, window: 'month' },
    ],
  ],
])('an allowance of %j stands for the limits %j', (allowance, limits) => {
  expect(limitsOf(allowance)).toEqual(limits);
});
