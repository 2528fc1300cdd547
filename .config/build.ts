import { copyFileSync, existsSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, runCommand } from './steps/run-command.ts';

// The compiler leaves these where they are; the built package needs them beside its code.
const ASSETS = '**/*.{css,css.d.ts,sql,lua}';

const packages = globSync('packages/*/package.json', { cwd: ROOT }).map(dirname).sort();

// A file whose source is gone must not be published. The compiler's notes lie in dist too, so it starts afresh.
for (const folder of packages) rmSync(join(ROOT, folder, 'dist'), { recursive: true, force: true });

const { ok } = await runCommand('tsc', ['-b', ...packages]);
for (const folder of packages) console.log(`${folder}: ${copyAssets(folder)} assets copied`);

const missing = packages.filter((folder) => !existsSync(join(ROOT, folder, 'dist')));
for (const folder of missing) console.log(`${folder}: nothing was built`);
if (!ok || missing.length > 0) process.exitCode = 1;

function copyAssets(folder: string): number {
  const source = join(ROOT, folder, 'src');
  const assets = globSync(ASSETS, { cwd: source });
  for (const asset of assets) {
    const to = join(ROOT, folder, 'dist', asset);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(join(source, asset), to);
  }
  return assets.length;
}
