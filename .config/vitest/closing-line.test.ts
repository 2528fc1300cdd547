import { expect, test } from 'vitest';
import { formatTally } from './closing-line.ts';

test('the closing line names skipped tests only when there are some', () => {
  expect(formatTally({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  expect(formatTally({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
});
