import { expect, test } from 'vitest';
import { closingTally } from './closing-tally.ts';
import type { Finished } from './run-steps.ts';

const tests = (ok: boolean, output: string): Finished => ({ name: 'vitest', ok, output, seconds: 1 });
const types = (ok: boolean): Finished => ({ name: 'types', ok, output: '9 passed, 9 failed', seconds: 1 });

test.each([
  ['all is well', [types(true), tests(true, '5 passed, 0 failed, 1 skipped\n')], { passed: 5, failed: 0, skipped: 1 }],
  ['a step failed', [types(false), tests(true, '5 passed, 0 failed\n')], { passed: 5, failed: 1, skipped: 0 }],
  ['tests failed', [types(true), tests(false, '5 passed, 2 failed\n')], { passed: 5, failed: 2, skipped: 0 }],
  ['both failed', [types(false), tests(false, '5 passed, 2 failed\n')], { passed: 5, failed: 3, skipped: 0 }],
  ['tests broke off', [types(true), tests(false, 'no config\n')], { passed: 0, failed: 1, skipped: 0 }],
  ['tests passed and the run still failed', [tests(false, '5 passed, 0 failed\n')], { passed: 5, failed: 1, skipped: 0 }],
  ['tests were not asked for', [types(true)], { passed: 0, failed: 0, skipped: 0 }],
])('when %s, the count says so', (_when, finished, tally) => {
  expect(closingTally(finished, 'vitest')).toEqual(tally);
});
