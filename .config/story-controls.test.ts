import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'stories/components');
const files = readdirSync(folder).filter((name) => name.endsWith('.stories.tsx'));
const sources = files.map((name) => ({ name, source: readFileSync(join(folder, name), 'utf8') }));
// What measures sizes has nothing to turn.
const shown = sources.filter(({ source }) => !source.includes("tags: ['!autodocs']"));

const index = readFileSync(join(root, 'packages/react/src/index.ts'), 'utf8');
const views = [...new Set(index.match(/\b\w+View\b(?!Props)/g) ?? [])].filter((name) => name !== 'CatalogView');

// `controlsOf` takes a control for every prop of the type: without one it does not compile.
it.each(shown)('$name has a control for every prop of its component, or says why not', ({ source }) => {
  const component = /component: (\w+),/.exec(source)?.[1];
  expect(source).toContain(`argTypes: controlsOf<${component}Props>(`);
});

it.each(views)('%s has a page of stories of its own', (view) => {
  expect(shown.some(({ source }) => source.includes(`component: ${view},`))).toBe(true);
});

const matrices = readdirSync(join(root, 'stories/matrix')).map((name) => readFileSync(join(root, 'stories/matrix', name), 'utf8'));

// A card stands in its table.
const pages: Readonly<Record<string, string>> = { TierCardView: 'export const OneCard' };

it.each(views)('%s has its states on one page', (view) => {
  expect(matrices.some((source) => source.includes(pages[view] ?? `<${view}`))).toBe(true);
});
