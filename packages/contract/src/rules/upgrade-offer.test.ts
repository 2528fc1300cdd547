import { describe, expect, it } from 'vitest';
import type { PackView, TierView } from '../catalog.ts';
import { findUpgradeOffer } from './upgrade-offer.ts';

type TierRow = readonly [id: string, amount: number | null, allowance: TierView['allowances'][string], more?: Partial<TierView>];

function tierOf([id, amount, allowance, more]: TierRow): TierView {
  const prices = amount === null ? [] : [{ amount, currency: 'USD', interval: 'month' as const }];
  return { id, name: `The ${id} plan`, prices, allowances: { tokens: allowance }, ...more };
}

function packOf([id, amount, units, meter = 'tokens']: readonly [string, number, number, string?]): PackView {
  return { id, name: `The ${id} pack`, meter, units, price: { amount, currency: 'USD' } };
}

const free: TierRow = ['free', 0, 10];
const pro: TierRow = ['pro', 4900, 100];
const business: TierRow = ['business', 9900, 'unlimited'];
const overage: Partial<TierView> = { overage: { tokens: { amount: 1, currency: 'USD', per: 10 } } };

type Row = readonly [name: string, tiers: readonly TierRow[], packs: PackView[], current: string, needed: number, offer: string | null];

const rows: Row[] = [
  ['the next tier when it admits the units', [free, pro, business], [], 'free', 1, 'pro'],
  ['a larger tier when the next one is too small', [free, pro, business], [], 'free', 101, 'business'],
  ['the next tier up to its very last unit', [free, pro, business], [], 'free', 100, 'pro'],
  ['nothing above the largest tier', [free, pro], [], 'pro', 1, null],
  ['nothing where everything that is sold is too small', [free, pro], [packOf(['small', 500, 50])], 'free', 101, null],
  ['the cheaper tier, wherever it stands', [free, ['pro', 9900, 100], ['promo', 1900, 200]], [], 'free', 1, 'promo'],
  ['a pack when it is cheaper', [free, pro], [packOf(['small', 500, 50])], 'free', 20, 'small'],
  ['the tier when the pack is dearer', [free, pro], [packOf(['large', 9000, 500])], 'free', 20, 'pro'],
  ['the tier at the same amount, because it renews', [free, pro], [packOf(['large', 4900, 500])], 'free', 20, 'pro'],
  [
    'the cheapest pack that is large enough',
    [pro],
    [packOf(['s', 500, 50]), packOf(['l', 3000, 500]), packOf(['m', 900, 99])],
    'pro',
    99,
    'm',
  ],
  ['a pack to someone on the largest tier', [free, pro], [packOf(['small', 500, 50])], 'pro', 20, 'small'],
  ['no pack of another meter', [free], [packOf(['pages', 500, 50, 'pages'])], 'free', 20, null],
  ['no tier that gives no more', [pro, ['team', 9900, 100]], [], 'pro', 20, null],
  ['a tier that prices overage, whatever is needed', [free, ['pro', 4900, 100, overage]], [], 'free', 5000, 'pro'],
  ['no tier for one that is already unlimited', [['free', 0, 'unlimited'], pro], [], 'free', 1, null],
  [
    'by its tightest limit',
    [
      free,
      [
        'pro',
        4900,
        [
          { units: 5, window: 'day' },
          { units: 900, window: 'month' },
        ],
      ],
      business,
    ],
    [],
    'free',
    1,
    'business',
  ],
  ['a tier that people sell last', [free, ['talk', null, 'unlimited', { contactUrl: '/sales' }], pro], [], 'free', 1, 'pro'],
  ['a tier that people sell when nothing else does', [free, ['talk', null, 'unlimited', { contactUrl: '/sales' }]], [], 'free', 1, 'talk'],
  ['the smallest tier that fits to a tier that the catalog lost', [free, pro], [], 'gone', 50, 'pro'],
  ['a tier that costs something to a tier that the catalog lost, though the free one would fit', [free, pro], [], 'gone', 5, 'pro'],
  ['no tier that nobody sells', [free, ['partner', null, 'unlimited']], [], 'free', 1, null],
];

describe('the cheapest thing that lifts a limit', () => {
  it.each(rows)('offers %s', (...[_name, tiers, packs, currentTier, needed, expected]) => {
    const offer = findUpgradeOffer({ catalog: { tiers: tiers.map(tierOf), packs }, currentTier, meter: 'tokens', needed });
    expect(offer && (offer.kind === 'tier' ? offer.tier : offer.pack)).toBe(expected);
  });

  it.each<readonly [string, { used?: number; remaining?: number }, string]>([
    ['the next tier where what was used leaves room in it', { used: 80 }, 'pro'],
    ['a larger tier where what was used leaves none', { used: 81 }, 'business'],
    ['a pack that is large enough with what is left', { remaining: 5 }, 'small'],
    ['no pack that is one too small with what is left', { remaining: 4 }, 'pro'],
  ])('offers %s', (_, left, expected) => {
    const packs = [packOf(['small', 500, 15])];
    const offer = findUpgradeOffer({
      catalog: { tiers: [free, pro, business].map(tierOf), packs },
      currentTier: 'free',
      meter: 'tokens',
      needed: 20,
      ...left,
    });
    expect(offer && (offer.kind === 'tier' ? offer.tier : offer.pack)).toBe(expected);
  });

  it('carries all that a prompt shows', () => {
    const ask = (tiers: readonly TierRow[], packs: PackView[]) =>
      findUpgradeOffer({ catalog: { tiers: tiers.map(tierOf), packs }, currentTier: 'free', meter: 'tokens', needed: 20 });
    const price = { amount: 4900, currency: 'USD', interval: 'month' };
    expect(ask([free, pro], [])).toEqual({ kind: 'tier', tier: 'pro', name: 'The pro plan', price });
    expect(ask([free], [packOf(['small', 500, 50])])).toEqual({
      ...{ kind: 'pack', pack: 'small', name: 'The small pack', units: 50 },
      price: { amount: 500, currency: 'USD' },
    });
    const talk: TierRow = ['talk', null, 'unlimited', { contactUrl: '/sales' }];
    expect(ask([free, talk], [])).toEqual({ kind: 'tier', tier: 'talk', name: 'The talk plan', price: null, contactUrl: '/sales' });
  });

  it('compares with the earlier version that the customer keeps, not with what its tier is sold as now', () => {
    const team: TierRow = ['team', 9900, 200];
    const asked = { catalog: { tiers: [free, pro, team].map(tierOf), packs: [] }, currentTier: 'pro', meter: 'tokens', needed: 1 };
    const kept = { id: 'first', prices: [], allowances: { tokens: 500 } };
    expect(findUpgradeOffer(asked)).toMatchObject({ tier: 'team' });
    expect(findUpgradeOffer({ ...asked, kept })).toBeNull();
  });
});
