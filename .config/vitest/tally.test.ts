import { expect, test } from 'vitest';
import { formatTally, parseTally } from './tally.ts';

test.each([
  [{ passed: 12, failed: 0, skipped: 0 }, '12 passed, 0 failed'],
  [{ passed: 3, failed: 1, skipped: 2 }, '3 passed, 1 failed, 2 skipped'],
])('the closing line of %o is read back as written', (tally, line) => {
  expect(formatTally(tally)).toBe(line);
  expect(parseTally(`1 passed, 9 failed\nsome output\n${line}\n`)).toEqual(tally);
});

test('an output without a closing line gives no count', () => {
  expect(parseTally('Test Files 1 passed (1)\n')).toBeUndefined();
});
