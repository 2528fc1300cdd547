import { parseTally, type Tally } from '../vitest/tally.ts';
import type { Finished } from './run-steps.ts';

/**
 * One count for a whole run: tests as the step called `testStep` counted them, and one failure more for every other step
 * that failed, or for the tests themselves when they broke off before they could count.
 */
export function closingTally(finished: readonly Finished[], testStep: string): Tally {
  const tests = finished.find(({ name }) => name === testStep);
  const { passed, failed, skipped } = (tests && parseTally(tests.output)) ?? { passed: 0, failed: 0, skipped: 0 };
  const failedSteps = finished.filter((step) => !step.ok && !(step === tests && failed > 0)).length;
  return { passed, failed: failed + failedSteps, skipped };
}
