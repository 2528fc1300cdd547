import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** What one run came to: tests by outcome, and the names of skipped tests that do not say why. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly unexplained: readonly string[];
}

/** `12 passed, 0 failed`, with `, 1 skipped` only when there is one. CI reads this as the last line of a run. */
export function formatTally({ passed, failed, skipped }: Omit<Tally, 'unexplained'>): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Counts the tests of all projects; a file or suite that could not be run at all counts as one failure. */
export function tally(modules: readonly TestModule[], unhandled: number): Tally {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const states = tests.map((test) => test.result().state);
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  return {
    passed: states.filter((state) => state === 'passed').length,
    failed: states.filter((state) => state === 'failed').length + suites.filter((suite) => suite.errors().length > 0).length + unhandled,
    skipped: states.filter((state) => state === 'skipped').length,
    unexplained: tests.filter(isUnexplained).map((test) => `${test.module.relativeModuleId} > ${test.fullName}`),
  };
}

/**
 * Prints the closing line. With `strict` (CI) a test that is skipped without `ctx.skip('the reason')` is named and
 * counts as a failure: a test that is silently off proves nothing.
 */
export function closingLine(options: { readonly strict: boolean }): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const counts = tally(modules, unhandledErrors.length);
      const failures = options.strict ? counts.unexplained : [];
      for (const name of counts.unexplained) console.log(`skipped without a reason: ${name}`);
      if (failures.length > 0) process.exitCode = 1;
      const line = formatTally({
        passed: counts.passed,
        failed: counts.failed + failures.length,
        skipped: counts.skipped - failures.length,
      });
      // Vitest's own summary is written after the reporters' hooks; only the exit comes later still.
      process.once('exit', () => console.log(line));
    },
  };
}

function isUnexplained(test: TestCase): boolean {
  const result = test.result();
  return result.state === 'skipped' && !result.note;
}
