import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const PACKAGE = join(import.meta.dirname, '../..');
const HOST = join(PACKAGE, `node_modules/.cache/registered-host-${process.pid}`);
const COMPILER = join(PACKAGE, '../../node_modules/typescript/bin/tsc');

const OPTIONS = {
  target: 'es2024',
  module: 'nodenext',
  moduleResolution: 'nodenext',
  lib: ['es2024', 'dom', 'dom.iterable'],
  jsx: 'react-jsx',
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  allowImportingTsExtensions: true,
  customConditions: ['@plimsoll/source'],
};

const REGISTER = `
import { defineCatalog } from '@plimsoll/contract';
import * as kit from '@plimsoll/react';
const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  features: { own_keys: { name: 'Own keys' } },
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 1 } }, pro: { name: 'Pro', prices: [], allowances: { tokens: 2 } } },
  packs: { tokens_100: { name: 'More', meter: 'tokens', units: 100, price: { amount: 1, currency: 'USD' } } },
  fallbackTier: 'free',
});
declare module '@plimsoll/react' {
  interface Register {
    catalog: typeof catalog;
  }
}
`;

/** Every place that takes an id, written with a hole for it. */
const places: readonly [place: string, right: string, code: (id: string) => string][] = [
  ['useMeter', 'tokens', (id) => `kit.useMeter('${id}');`],
  ['useSpend', 'tokens', (id) => `kit.useSpend('${id}');`],
  ['useUsageHistory', 'tokens', (id) => `kit.useUsageHistory({ meter: '${id}' });`],
  ['useCheckout of a tier', 'pro', (id) => `kit.useCheckout().mutate({ tier: '${id}' });`],
  ['useCheckout of a pack', 'tokens_100', (id) => `kit.useCheckout().mutate({ pack: '${id}' });`],
  ['usePlanChange', 'pro', (id) => `kit.usePlanChange({ tier: '${id}' });`],
  ['useTierActions', 'pro', (id) => `kit.useTierActions()?.['${id}'];`],
  ['MeterWidget', 'tokens', (id) => `void (<kit.MeterWidget meter="${id}" />);`],
  ['LowBalanceWarning', 'tokens', (id) => `void (<kit.LowBalanceWarning meter="${id}" />);`],
  ['UsageHistoryChart', 'tokens', (id) => `void (<kit.UsageHistoryChart meter="${id}" />);`],
  ['TierCard', 'pro', (id) => `void (<kit.TierCard tier="${id}" />);`],
  ['PricingTable, tiers', 'pro', (id) => `void (<kit.PricingTable tiers={['free', '${id}']} />);`],
  ['PricingTable, recommended', 'pro', (id) => `void (<kit.PricingTable recommended="${id}" />);`],
  ['PlanChangeDialog', 'pro', (id) => `void (<kit.PlanChangeDialog tier="${id}" onClose={() => undefined} />);`],
  ['FeatureGate', 'own_keys', (id) => `void (<kit.FeatureGate feature="${id}">x</kit.FeatureGate>);`],
];

/** Lines of a host's page that do not compile. */
async function compile(statements: readonly string[]): Promise<Set<number>> {
  await mkdir(HOST, { recursive: true });
  const head = REGISTER.split('\n').length;
  await writeFile(join(HOST, 'page.tsx'), [REGISTER, ...statements].join('\n'));
  await writeFile(join(HOST, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(join(HOST, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, files: ['page.tsx'] }));
  const output = await run(process.execPath, [COMPILER, '-p', HOST, '--pretty', 'false']).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  // The kit's own sources are not the host's to compile: published, they are declarations.
  const places = [...output.matchAll(/^\S*page\.tsx\((\d+),.*error TS/gm)];
  return new Set(places.map(([, line]) => Number(line) - head));
}

describe('with a registered catalog', () => {
  afterAll(() => rm(HOST, { recursive: true, force: true }));

  it('every place that takes an id takes those of the catalog, and no other compiles', { timeout: 60_000 }, async () => {
    const right = places.map(([, id, code]) => code(id));
    const wrong = places.map(([, id, code]) => code(`${id}x`));
    const refused = await compile([...right, ...wrong]);
    const names = places.map(([place]) => place);
    expect(names.filter((_, at) => refused.has(at + 1))).toEqual([]);
    expect(names.filter((_, at) => refused.has(at + 1 + places.length))).toEqual(names);
  });
});
