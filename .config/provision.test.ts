import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'provision-'));
  for (const program of ['redis-server', 'redis-cli', 'strace']) putCommand(program, '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function provision(env: NodeJS.ProcessEnv): { readonly status: number | null; readonly lines: readonly string[] } {
  // Playwright's own browsers are looked for in an empty place, so that a developer's download does not count.
  const all = { PATH: folder, PLAYWRIGHT_BROWSERS_PATH: folder, PLIMSOLL_POSTGRES_BIN: '/opt/postgres', ...env };
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'provision.ts')], { env: all, encoding: 'utf8' });
  return { status, lines: stdout.trim().split('\n') };
}

function putCommand(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('the Chromium that is named wins over the one on the path', () => {
  const onPath = putCommand('chromium-browser', '');
  const others = [`redis: ${join(folder, 'redis-server')}`, 'postgres: /opt/postgres', 'strace: strace'];
  expect(provision({})).toEqual({ status: 0, lines: [`chromium: ${onPath}`, ...others] });
  expect(provision({ PLIMSOLL_CHROMIUM: '/opt/mine' })).toEqual({ status: 0, lines: ['chromium: /opt/mine', ...others] });
});

test.each([
  ['Chromium', 'chromium', () => undefined],
  ['Redis', 'redis-server', () => rmSync(join(folder, 'redis-cli'))],
])('without %s and without a way to install it, one line says what to do; only CI fails', (name, packageName, remove) => {
  remove();
  const advice = new RegExp(`^No ${name}: run \`apt-get .* ${packageName}\` as root, or set PLIMSOLL_`);
  for (const [env, status] of [
    [{}, 0],
    [{ CI: 'true' }, 1],
  ] as const) {
    expect(provision(env)).toEqual({ status, lines: expect.arrayContaining([expect.stringMatching(advice)]) });
  }
});

test('root installs it with apt-get, lists first, waiting for the lock', (ctx) => {
  if (process.getuid?.() !== 0) ctx.skip('only root installs packages');
  const log = join(folder, 'log');
  const chromium = join(folder, 'chromium');
  putCommand('apt-get', `PATH=/usr/bin:/bin\necho "$@" >> '${log}'\ncase "$*" in install*) cp "$0" '${chromium}';; esac`);
  expect(provision({ CI: 'true' })).toMatchObject({ status: 0, lines: expect.arrayContaining([`chromium: ${chromium}`]) });
  expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual([
    '--version',
    'update -o DPkg::Lock::Timeout=120',
    'install -y --no-install-recommends -o DPkg::Lock::Timeout=120 chromium',
  ]);
});
