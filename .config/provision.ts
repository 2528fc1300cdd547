import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.ts';

const APT = ['-o', 'DPkg::Lock::Timeout=120'];
const INSTALL = ['install', '-y', '--no-install-recommends', ...APT, 'chromium'];
const ADVICE =
  'No Chromium: run `apt-get update && apt-get install -y --no-install-recommends chromium` as root, or set PLIMSOLL_CHROMIUM to one';

/** Story and end-to-end tests need a Chromium; everything else comes from npm. */
function provision(): string | undefined {
  const found = findChromium();
  if (found) return found;
  if (!isRootWithApt()) return undefined;
  console.log('no Chromium found; installing it with apt-get');
  run('apt-get', ['update', ...APT]);
  run('apt-get', INSTALL);
  return findChromium();
}

function isRootWithApt(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

const chromium = provision();
console.log(chromium ? `chromium: ${chromium}` : ADVICE);
if (!chromium && process.env['CI']) process.exitCode = 1;
