import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
