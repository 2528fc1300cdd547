import { describe, expect, it } from 'vitest';
import { createFormatter } from './formatter.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('createFormatter', () => {
  it.each([
    ['en', { amount: 4900, currency: 'USD' }, '$49'],
    ['en', { amount: 1240, currency: 'USD' }, '$12.40'],
    ['en', { amount: 0, currency: 'USD' }, '$0'],
    ['ja', { amount: 4900, currency: 'JPY' }, '¥4,900'],
    ['de', { amount: 123450, currency: 'EUR' }, '1.234,50 €'],
    ['en', { amount: 1500, currency: 'BHD' }, 'BHD 1.500'],
  ])("in %s places the point by the currency's own digits: %o is %s", (locale, money, expected) => {
    expect(plain(createFormatter({ locale }).money(money)).replace('￥', '¥')).toBe(expected);
  });

  it('counts units in the plural form of the locale', () => {
    const unit = { one: 'seat', other: 'seats' };
    const english = createFormatter();
    expect([0, 1, 2, 1240].map((count) => english.units(count, unit))).toEqual(['0 seats', '1 seat', '2 seats', '1,240 seats']);
    expect(createFormatter({ locale: 'fr' }).units(0, unit)).toBe('0 seat');
  });

  it('names the day on which a window turns over in UTC, whatever the zone of the machine', () => {
    const year = new Date().getUTCFullYear();
    expect(createFormatter().date(`${year}-12-01T00:00:00Z`)).toBe('December 1');
    expect(createFormatter({ locale: 'en-GB' }).date(`${year}-12-01T00:00:00Z`)).toBe('1 December');
    expect(createFormatter({ timeZone: 'America/Los_Angeles' }).date(`${year}-12-01T00:00:00Z`)).toBe('November 30');
  });

  it('adds the year to a date of another year', () => {
    const next = new Date().getUTCFullYear() + 1;
    expect(createFormatter().date(`${next}-06-15T00:00:00Z`)).toBe(`June 15, ${next}`);
  });

  it('says the zone beside a time', () => {
    expect(createFormatter().dateTime('2026-11-20T14:05:00Z')).toBe('Nov 20, 14:05 UTC');
  });
});
