import { defineCatalog, type MeterId } from '@plimsoll/contract';
import type { Billing } from '../create-billing.ts';
import type { Usage } from './usage.ts';

const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 10 } } },
  fallbackTier: 'free',
});

declare const usage: Usage<MeterId<typeof catalog>>;
declare const billing: Billing<typeof catalog>;

const customerId = 'acme';
const work = async () => 'a draft';

export const right: Promise<unknown>[] = [
  usage.check({ customerId, meter: 'tokens' }),
  usage.spend({ customerId, meter: 'tokens', units: 3, id: 'job-1', userId: 'owner@acme.example' }),
  usage.record({ customerId, meter: 'tokens' }),
  usage.reserve({ customerId, meter: 'tokens', ttlMs: 1000 }),
  billing.usage.run({ customerId, meter: 'tokens', actual: (draft) => draft.length }, work),
];

// The work's result goes through, and `actual` sees its type.
export const draft: Promise<string> = usage.run({ customerId, meter: 'tokens' }, work);

export const wrong: Promise<unknown>[] = [
  // @ts-expect-error: the catalog has no meter "token"
  usage.check({ customerId, meter: 'token' }),
  // @ts-expect-error: nor "pages"
  usage.spend({ customerId, meter: 'pages' }),
  // @ts-expect-error: a text that may be anything is no meter
  usage.record({ customerId, meter: String(customerId) }),
  // @ts-expect-error: a meter is needed
  usage.reserve({ customerId }),
  // @ts-expect-error: the customer is needed
  usage.run({ meter: 'tokens' }, work),
  // @ts-expect-error: the engine knows the meters of its own catalog
  billing.usage.run({ customerId, meter: 'pages' }, work),
  // @ts-expect-error: units are a number
  usage.spend({ customerId, meter: 'tokens', units: '3' }),
  // @ts-expect-error: the result is a text, which has no tokens
  usage.run({ customerId, meter: 'tokens', actual: (draft) => draft.tokens }, work),
];
