import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOverage, type PolarPrice } from './check-overage.ts';

const each = { amount: 1, currency: 'USD', per: 1000 };
const counting = [{ id: 'meter_1' }, { id: 'meter_2' }];
const priced = (unit_amount: string | undefined, meter_id = 'meter_1'): PolarPrice => ({ price_currency: 'usd', meter_id, unit_amount });
const check = (overage: typeof each, ...prices: PolarPrice[]) =>
  checkOverage({ tier: 'pro', meter: 'tokens', overage, product: { id: 'prod_1', prices }, counting });

describe('overage in the catalog and at Polar', () => {
  it('is the same exactly when the two are the same fraction', () => {
    const decimal = fc.record({ digits: fc.nat(50_000), places: fc.nat(12) });
    const price = fc.record({ amount: fc.nat(500), per: fc.constantFrom(1, 2, 3, 7, 10, 1000, 1_000_000) });
    fc.assert(
      fc.property(decimal, price, fc.boolean(), ({ digits, places }, { amount, per }, equal) => {
        const [stated, of] = equal ? [digits, 10 ** places] : [amount, per];
        const padded = String(digits).padStart(places + 1, '0');
        const text = `${padded.slice(0, padded.length - places)}.${padded.slice(padded.length - places)}`;
        const same = BigInt(digits) * BigInt(of) === BigInt(stated) * 10n ** BigInt(places);
        expect(check({ ...each, amount: stated, per: of }, priced(text)).length === 0).toBe(same);
      }),
    );
  });

  it('is mended by the very amount that the sentence names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.constantFrom(1, 4, 10, 1000, 1_000_000_000_000), (amount, per) => {
        const price = { ...each, amount, per };
        const [sentence = ''] = check(price);
        expect(check(price, priced(/ to (\S+) in the product/.exec(sentence)?.[1]))).toEqual([]);
      }),
    );
  });

  it.each<[string, PolarPrice[], string]>([
    ['two meters that count the same would charge it twice', [priced('0.001'), priced('0.001', 'meter_2')], '0.001 each and 0.001 each'],
    ['a price in tiers has no single amount', [priced(undefined)], 'a price in tiers'],
    ['what is no number is nothing that can be compared', [priced('.')], '. each'],
    ['the price of another meter says nothing of this one', [priced('0.001', 'meter_3')], 'nothing'],
  ])('%s', (...[, prices, found]) => {
    expect(check(each, ...prices)).toEqual([expect.stringContaining(`, and ${found} at Polar: set the price of one to 0.001`)]);
  });
});
