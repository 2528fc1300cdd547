import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'closing-line-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function runVitest(strict: boolean, tests: string): Promise<{ code: number; lastLine: string; output: string }> {
  const reporter = JSON.stringify(join(import.meta.dirname, 'closing-line.ts'));
  const config = `import { closingLine } from ${reporter};
export default { test: { reporters: ['default', closingLine({ strict: ${strict} })] } };`;
  writeFileSync(join(folder, 'vitest.config.ts'), config);
  writeFileSync(join(folder, 'a.test.ts'), `import { test } from 'vitest';\n${tests}`);
  const { CI: _, VITEST: __, ...env } = process.env;
  return new Promise((resolve) => {
    const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--configLoader', 'native'];
    const child = execFile(process.execPath, args, { env }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, lastLine: stdout.trimEnd().split('\n').at(-1) ?? '', output: stdout + stderr });
    });
  });
}

test('the last line of a run counts passed, failed and skipped tests', async () => {
  const tests = "test('a', () => {}); test('b', () => { throw new Error('b'); }); test('c', (ctx) => ctx.skip('no server'));";
  expect(await runVitest(true, tests)).toMatchObject({ code: 1, lastLine: '1 passed, 1 failed, 1 skipped' });
});

test('a file that cannot be loaded is a failure', async () => {
  expect(await runVitest(false, "throw new Error('at load');")).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed' });
});

test('a skip without a reason fails a strict run and is named in any', async () => {
  const tests = "test('a', () => {}); test.skip('off', () => {});";
  const strict = await runVitest(true, tests);
  expect(strict).toMatchObject({ code: 1, lastLine: '1 passed, 1 failed' });
  expect(strict.output).toContain('skipped without a reason: a.test.ts > off');
  const lenient = await runVitest(false, tests);
  expect(lenient).toMatchObject({ code: 0, lastLine: '1 passed, 0 failed, 1 skipped' });
  expect(lenient.output).toContain('skipped without a reason: a.test.ts > off');
});
