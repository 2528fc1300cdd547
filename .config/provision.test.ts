import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'provision-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function provision(env: NodeJS.ProcessEnv): { readonly status: number | null; readonly stdout: string } {
  // Playwright's own browsers are looked for in an empty place, so that a developer's download does not count.
  const all = { PATH: folder, PLAYWRIGHT_BROWSERS_PATH: folder, ...env };
  return spawnSync(process.execPath, [join(import.meta.dirname, 'provision.ts')], { env: all, encoding: 'utf8' });
}

function putCommand(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('the Chromium that is named wins over the one on the path', () => {
  const onPath = putCommand('chromium-browser', '');
  expect(provision({})).toMatchObject({ status: 0, stdout: `chromium: ${onPath}\n` });
  expect(provision({ PLIMSOLL_CHROMIUM: '/opt/mine' })).toMatchObject({ status: 0, stdout: 'chromium: /opt/mine\n' });
});

test('without a Chromium and without a way to install it, one line says what to do; only CI fails', () => {
  const local = provision({});
  expect(local.status).toBe(0);
  expect(local.stdout).toMatch(/^No Chromium: run `apt-get .* chromium` as root, or set PLIMSOLL_CHROMIUM .*\n$/);
  expect(provision({ CI: 'true' })).toMatchObject({ status: 1, stdout: local.stdout });
});

test('root installs it with apt-get, lists first, waiting for the lock', (ctx) => {
  if (process.getuid?.() !== 0) ctx.skip('only root installs packages');
  const log = join(folder, 'log');
  const chromium = join(folder, 'chromium');
  putCommand('apt-get', `PATH=/usr/bin:/bin\necho "$@" >> '${log}'\ncase "$*" in install*) cp "$0" '${chromium}';; esac`);
  expect(provision({ CI: 'true' })).toMatchObject({ status: 0, stdout: expect.stringContaining(`chromium: ${chromium}\n`) });
  expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual([
    '--version',
    'update -o DPkg::Lock::Timeout=120',
    'install -y --no-install-recommends -o DPkg::Lock::Timeout=120 chromium',
  ]);
});
