import { expect, it } from 'vitest';
import type { TierDefinition } from '../catalog.ts';
import { termsOfVersion } from './tier-version.ts';

const price = (amount: number) => [{ amount, currency: 'USD', interval: 'month' as const }];
const pro: TierDefinition = {
  ...{ name: 'Pro', prices: price(4900), allowances: { tokens: 50 }, features: ['sso'] },
  versions: [
    { id: '2024', prices: price(900), allowances: { tokens: 500 }, features: [] },
    { id: '2025', prices: price(1900) },
  ],
};

it.each([
  ['what is sold now, to whoever bought it now', null, { prices: price(4900), allowances: { tokens: 50 }, features: ['sso'] }],
  ['all that an earlier version says', '2024', { prices: price(900), allowances: { tokens: 500 }, features: [] }],
  [
    'what is sold now, where an earlier version says nothing',
    '2025',
    { prices: price(1900), allowances: { tokens: 50 }, features: ['sso'] },
  ],
  [
    'what is sold now, for a version that the catalog does not list',
    '1999',
    { prices: price(4900), allowances: { tokens: 50 }, features: ['sso'] },
  ],
])('gives %s', (_name, version, terms) => {
  expect(termsOfVersion(pro, version)).toEqual({ name: 'Pro', ...terms });
});
