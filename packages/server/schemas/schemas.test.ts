import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatSchemas } from './lib/format-schemas.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/schemas.md'), 'utf8');

it('the page on tables and keys says what the sources say; `pnpm schemas` writes it anew', () => {
  expect(page).toBe(formatSchemas());
});

it('every table and column is described', () => {
  const bare = page.split('\n').filter((line) => /^\| `\w+` \| +\|$/.test(line));
  expect(bare).toEqual([]);
});
