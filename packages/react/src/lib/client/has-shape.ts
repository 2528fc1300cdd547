import type { RouteKey, RouteOutput } from '@plimsoll/contract/routes';

/** A value that stands for all of its type; `[s]` for lists of `s`; `{ '*': s }` for records of `s`. What is not named is not looked at. */
type Sample = string | number | readonly Sample[] | { readonly [name: string]: Sample };

const state: Sample = {
  version: 0,
  tier: '',
  subscription: {},
  features: [],
  provider: {},
  meters: { '*': { used: 0, reserved: 0, limits: [] } },
};

// What drawing relies on. The contract's schemas say more, and would be larger than all components together.
const samples: { readonly [K in RouteKey]?: Sample } = {
  'GET /state': state,
  'GET /catalog': { meters: [{ unit: {} }], features: [], tiers: [{ prices: [], allowances: {} }], packs: [{ price: {} }] },
  'GET /usage': { buckets: [{}] },
  'GET /payments': { payments: [{ id: '', status: '' }] },
  'POST /payments/invoice': { url: '' },
  'POST /checkout': { url: '' },
  'POST /checkout/sync': { outcome: '', state },
  'POST /subscription/preview': { tier: '' },
  'POST /subscription/change': state,
  'POST /subscription/cancel': state,
  'POST /subscription/resume': state,
  'POST /portal': { url: '' },
};

/** Whether an answer has what the kit reads of it. It catches what is something else altogether, not what is wrong in detail. */
export function hasShape<K extends RouteKey>(key: K, body: unknown): body is RouteOutput<K> {
  return fits(samples[key] ?? {}, body);
}

function fits(sample: Sample, value: unknown): boolean {
  if (typeof sample !== 'object') return typeof value === typeof sample;
  if (typeof value !== 'object' || value === null || Array.isArray(sample) !== Array.isArray(value)) return false;
  const given: Readonly<Record<string, unknown>> = { ...value };
  return Object.entries(sample).every(([name, part]) => {
    const isEach = name === '*' || Array.isArray(sample);
    return isEach ? Object.values(given).every((each) => fits(part, each)) : fits(part, given[name]);
  });
}
