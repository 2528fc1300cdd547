import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findStrangers } from './find-strangers.ts';
import { measureBundle } from './measure-bundle.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'measure-bundle-'));
  const words = Array.from({ length: 500 }, (_, at) => `word${(at * 7919) % 1000}`).join(' ');
  writeFileSync(join(folder, 'used.ts'), `export const used: string = ${JSON.stringify(words)};`);
  writeFileSync(join(folder, 'later.ts'), `export const later = ${JSON.stringify(words.split('').reverse().join(''))};`);
  writeFileSync(join(folder, 'unused.ts'), 'export const unused = 1;');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = (inputs: ReadonlyMap<string, number>): string[] => [...inputs.keys()].map((path) => path.split('/').at(-1) ?? path).sort();

test('what is loaded later is not in the first download, but its files are still seen', async () => {
  const eager = await measureBundle("export { used } from './used.ts'; export { later } from './later.ts';", folder);
  const lazy = await measureBundle("export { used } from './used.ts'; export const load = () => import('./later.ts');", folder);
  expect(lazy.gzip).toBeLessThan(eager.gzip * 0.7);
  expect(lazy.lazyGzip).toBeGreaterThan(eager.gzip * 0.3);
  expect(names(lazy.inputs)).toEqual(['entry.js', 'later.ts', 'used.ts']);
});

test('unused files and host libraries are not counted', async () => {
  const bundle = await measureBundle("import './unused.ts'; import { useState } from 'react'; export { useState };", folder);
  expect(bundle.minified).toBeGreaterThan(0);
  expect(bundle.minified).toBeLessThan(200);
});

test('a schema library, server code and a chart library that is loaded at once are strangers', async () => {
  const schemas = await measureBundle("export * from '@plimsoll/contract/routes';");
  expect(findStrangers(schemas).join()).toMatch(/valibot/);
  const chart = await measureBundle("export { LineChart } from 'recharts';", folder);
  expect(findStrangers(chart)).toEqual(['recharts']);
  const later = await measureBundle("export const load = () => import('recharts');", folder);
  expect(findStrangers(later)).toEqual([]);
  const inputs = new Map([['packages/server/src/lib/ledger/decide.ts', 10]]);
  expect(findStrangers({ inputs, hostLibraries: new Set() })).toEqual(['packages/server/src/lib/ledger/decide.ts']);
});
