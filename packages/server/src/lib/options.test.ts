import type { Catalog } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import { type BillingOptions, checkOptions } from './options.ts';

// Only as much of each as an application without a compiler can get wrong.
const good = {
  catalog: { tiers: {} },
  provider: { parseWebhook() {} },
  store: { ledger: { apply() {} } },
  allowedOrigins: ['https://app.example'],
};

function problemsOf(options: object): string[] {
  try {
    checkOptions(options as unknown as BillingOptions<Catalog>);
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(/^TypeError: createBilling cannot start:/);
    return String(error).split('\n- ').slice(1);
  }
  return [];
}

describe('options', () => {
  it.each([['https://app.example'], ['http://localhost:5173'], ['http://127.0.0.1:3000'], ['https://xn--gre-6ka8i.example']])(
    'may name %s as an origin',
    (origin) => {
      expect(problemsOf({ ...good, allowedOrigins: [origin] })).toEqual([]);
    },
  );

  it.each([
    'https://app.example/',
    'https://app.example/billing',
    'https://APP.example',
    'https://app.example:443',
    'https://owner@app.example',
    'app.example',
    'localhost:5173',
    '*',
    'null',
    '',
    'https://*.app.example',
    'javascript:alert(1)',
  ])('that name %j as an origin are refused, and told which one', (origin) => {
    expect(problemsOf({ ...good, allowedOrigins: ['https://app.example', origin] })).toEqual([expect.stringContaining(`"${origin}"`)]);
  });

  it.each<[origins: unknown]>([[undefined], [[]], [null], ['https://app.example'], [{}]])(
    'whose origins are %j are refused with an example',
    (allowedOrigins) => {
      expect(problemsOf({ ...good, allowedOrigins })).toEqual([expect.stringContaining('["https://app.example"]')]);
    },
  );

  it.each<[missing: keyof typeof good, advice: RegExp]>([
    ['catalog', /^catalog is missing; make one with defineCatalog\(\)$/],
    ['provider', /^provider is missing, for example polar\(/],
    ['store', /^store is missing, for example sqliteStore\(/],
  ])('without a %s are refused with what would be right', (missing, advice) => {
    for (const value of [undefined, null, {}, 'x'])
      expect(problemsOf({ ...good, [missing]: value })).toEqual([expect.stringMatching(advice)]);
  });

  it.each<[spill: unknown]>([['billing.spill'], [null], [{}], [{ append() {}, read() {}, drop() {}, close() {} }]])(
    'whose spill journal is %j are refused with an example',
    (spill) => {
      expect(problemsOf({ ...good, spill })).toEqual([expect.stringContaining("fileJournal({ file: 'billing.spill' })")]);
    },
  );

  it('may bring a spill journal and hooks, or none', () => {
    const spill = { append() {}, read() {}, drop() {}, size() {}, close() {} };
    const hooks = { onAlert() {}, onAccessChange() {}, onLevelChange() {} };
    expect(problemsOf({ ...good, ...hooks, spill })).toEqual([]);
    expect(problemsOf({ ...good, spill: undefined, onAlert: undefined })).toEqual([]);
  });

  it.each(['onAlert', 'onAccessChange', 'onLevelChange'])('whose %s is not a function are refused', (hook) => {
    expect(problemsOf({ ...good, [hook]: 'https://hooks.example' })).toEqual([`${hook} must be a function`]);
  });

  it('are refused with every problem at once', () => {
    expect(problemsOf({})).toHaveLength(4);
  });
});
