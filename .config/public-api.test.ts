import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly publishConfig: { readonly exports: Readonly<Record<string, unknown>> };
}

const packages = ['contract', 'mocks', 'polar-emulator', 'react', 'server'];

describe.each(packages)('what @plimsoll/%s gives at run time', (name) => {
  const folder = new URL(`../packages/${name}/`, import.meta.url);
  const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as Manifest;
  const sources = Object.entries(manifest.exports).flatMap(([entry, target]) => {
    const source = typeof target === 'string' ? undefined : target['@plimsoll/source'];
    return source?.endsWith('.ts') ? [{ entry, source }] : [];
  });

  it('is published under the same entries as it is developed', () => {
    expect(Object.keys(manifest.publishConfig.exports)).toEqual(Object.keys(manifest.exports));
  });

  it.each(sources)('under "$entry" changes only on purpose', async ({ source }) => {
    const module: object = await import(/* @vite-ignore */ new URL(source, folder).href);
    expect(Object.keys(module).sort()).toMatchSnapshot();
  });
});
