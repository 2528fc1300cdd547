import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { TEST_GROUNDS } from './walls/source.ts';

const root = join(import.meta.dirname, '..');

test.each(['tsconfig.json', 'tsconfig.tests.json'])('%s refers to every package that the compiler builds', (file) => {
  const { references } = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as { references: { path: string }[] };
  const packages = globSync('packages/*/tsconfig.json', { cwd: root }).map((path) => `../${dirname(path)}`);
  expect(references.map(({ path }) => path).filter((path) => path.startsWith('../packages/'))).toEqual(expect.arrayContaining(packages));
  expect(references.filter(({ path }) => !existsSync(join(import.meta.dirname, path)))).toEqual([]);
});

test.each(TEST_GROUNDS)('%s is left out of the build', (ground) => {
  const [, folder, inside] = /^(packages\/[^/]+)\/(.+)$/.exec(ground) ?? [];
  const { exclude } = JSON.parse(readFileSync(join(root, folder ?? '', 'tsconfig.json'), 'utf8')) as { exclude: string[] };
  expect(exclude).toContain(inside);
});
