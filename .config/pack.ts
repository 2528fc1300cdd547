import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT, runCommand } from './steps/run-command.ts';

/**
 * Packs each package as it would be published and asks two judges about the tarball itself: publint whether
 * every promised file is there, attw whether TypeScript finds the right types.
 */
async function checkPackage(folder: string, to: string): Promise<boolean> {
  const [command, ...args] = pnpm();
  const before = new Set(globSync('*.tgz', { cwd: to }));
  const packed = await runCommand(command, [...args, '--dir', join(ROOT, folder), 'pack', '--pack-destination', to], { quiet: true });
  const tarball = globSync('*.tgz', { cwd: to }).find((file) => !before.has(file));
  if (!packed.ok || !tarball) return false;
  const file = join(to, tarball);
  const publint = await runCommand('publint', ['run', file, '--strict'], { quiet: true });
  const attw = await runCommand('attw', [file, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji'], { quiet: true });
  console.log(`${publint.ok && attw.ok ? 'ok    ' : 'FAILED'} ${tarball}`);
  return publint.ok && attw.ok;
}

/** The pnpm that started us, else the version that the repository names. */
function pnpm(): readonly [string, ...string[]] {
  const started = process.env['npm_execpath'];
  if (started?.includes('pnpm')) return /\.[cm]?js$/.test(started) ? [process.execPath, started] : [started];
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { packageManager: string };
  return ['npx', '-y', packageManager];
}

const folders = globSync('packages/*/package.json', { cwd: ROOT }).map(dirname).sort();
const to = mkdtempSync(join(tmpdir(), 'plimsoll-pack-'));
const failed: string[] = [];
for (const folder of folders) {
  if (!(await checkPackage(folder, to))) failed.push(folder);
}
rmSync(to, { recursive: true, force: true });
console.log(failed.length === 0 ? `all ${folders.length} packages are sound` : `not sound: ${failed.join(', ')}`);
if (failed.length > 0) process.exitCode = 1;
