import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly publishConfig: { readonly exports: Readonly<Record<string, unknown>> };
}

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Manifest;
const sources = Object.entries(manifest.exports).flatMap(([name, target]) => {
  const source = typeof target === 'string' ? undefined : target['@plimsoll/source'];
  return source?.endsWith('.ts') ? [{ name, source }] : [];
});

describe('what this package gives at run time', () => {
  it('is published under the same entries as it is developed', () => {
    expect(Object.keys(manifest.publishConfig.exports)).toEqual(Object.keys(manifest.exports));
  });

  it.each(sources)('under "$name" changes only on purpose', async ({ source }) => {
    const module: object = await import(/* @vite-ignore */ new URL(`../${source}`, import.meta.url).href);
    expect(Object.keys(module).sort()).toMatchSnapshot();
  });
});
