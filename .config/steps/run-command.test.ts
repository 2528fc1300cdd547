import { expect, test, vi } from 'vitest';
import { runCommand } from './run-command.ts';

const shown = (): string[] => {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  return lines;
};

test('what a command prints is shown and kept, and its end is told', async () => {
  const lines = shown();
  expect(await runCommand(process.execPath, ['-e', "console.log('a'); process.exit(3)"])).toEqual({ ok: false, output: 'a\n' });
  expect(lines.join('')).toBe('a\n');
});

test('a quiet command speaks only when it fails', async () => {
  const lines = shown();
  await runCommand(process.execPath, ['-e', "console.log('well')"], { quiet: true });
  expect(lines).toEqual([]);
  await runCommand(process.execPath, ['-e', "console.error('ill'); process.exit(1)"], { quiet: true });
  expect(lines.join('')).toBe('ill\n');
});

test('a command that does not exist fails with its name', async () => {
  shown();
  const { ok, output } = await runCommand('plimsoll-no-such-command', []);
  expect(ok).toBe(false);
  expect(output).toContain('plimsoll-no-such-command');
});

test('colours are off, so that logs stay plain', async () => {
  shown();
  expect(await runCommand(process.execPath, ['-p', 'process.env.NO_COLOR + process.env.FORCE_COLOR'])).toMatchObject({
    output: '1undefined\n',
  });
});
