import { defineCatalog } from '@plimsoll/contract';
import { expectTypeOf, it } from 'vitest';
import type { MeterWidgetProps } from './components/meter-widget/meter-widget.tsx';
import type { CatalogOf, RegisteredMeter, RegisteredTier } from './register.ts';

const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  features: { own_keys: { name: 'Own keys' } },
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 1 } }, pro: { name: 'Pro', prices: [], allowances: { tokens: 2 } } },
  fallbackTier: 'free',
});

it('knows the ids of the catalog that an application registers', () => {
  type Known = CatalogOf<{ catalog: typeof catalog }>;
  expectTypeOf<keyof Known['meters']>().toEqualTypeOf<'tokens'>();
  expectTypeOf<keyof Known['tiers']>().toEqualTypeOf<'free' | 'pro'>();
  expectTypeOf<keyof Known['features']>().toEqualTypeOf<'own_keys'>();
});

it('takes any text where no catalog is registered', () => {
  expectTypeOf<RegisteredMeter>().toEqualTypeOf<string>();
  expectTypeOf<RegisteredTier>().toEqualTypeOf<string>();
  expectTypeOf<MeterWidgetProps['meter']>().toEqualTypeOf<string>();
});
