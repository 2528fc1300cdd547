import { createRequire, registerHooks } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

// Whoever asks for React gets 18, however it asks: the kit's own modules, ESM libraries, and CommonJS ones, which an alias of Vite does not
// reach. The files of both versions have the same names.
const require = createRequire(import.meta.url);
const folderOf = (name: string) => pathToFileURL(dirname(require.resolve(`${name}/package.json`))).href;
const moves = ['react', 'react-dom'].map((name) => ({ from: `${folderOf(name)}/`, to: `${folderOf(`${name}-18`)}/` }));

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const move = moves.find(({ from }) => resolved.url.startsWith(from));
    return move === undefined ? resolved : { ...resolved, url: move.to + resolved.url.slice(move.from.length) };
  },
});

const versions = await Promise.all([import('react'), import('react-dom')]);
for (const { version } of versions) if (!version.startsWith('18.')) throw new Error(`These tests are for React 18, and got ${version}.`);
