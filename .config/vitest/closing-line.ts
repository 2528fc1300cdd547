import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { formatTally, type Tally } from './tally.ts';

/**
 * Prints the closing line over all projects. With `strict` (CI) a test that is skipped without `ctx.skip('the reason')`
 * is named and counts as a failure: a test that is silently off proves nothing.
 */
export function closingLine({ strict }: { readonly strict: boolean }): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const unexplained = allTests(modules).filter(isUnexplained);
      for (const test of unexplained) console.log(`skipped without a reason: ${test.module.relativeModuleId} > ${test.fullName}`);
      const refused = strict ? unexplained.length : 0;
      if (refused > 0) process.exitCode = 1;
      const { passed, failed, skipped } = count(modules);
      const line = formatTally({ passed, failed: failed + unhandledErrors.length + refused, skipped: skipped - refused });
      // Vitest prints its own summary after this hook; only the exit comes later still.
      process.once('exit', () => console.log(line));
    },
  };
}

function count(modules: readonly TestModule[]): Tally {
  const states = allTests(modules).map((test) => test.result().state);
  const howMany = (wanted: string): number => states.filter((state) => state === wanted).length;
  // A file or suite that breaks outside its tests has none to count, so it counts itself.
  const broken = modules.flatMap((module) => [module, ...module.children.allSuites()]).filter((suite) => suite.errors().length > 0);
  return { passed: howMany('passed'), failed: howMany('failed') + howMany('pending') + broken.length, skipped: howMany('skipped') };
}

function allTests(modules: readonly TestModule[]): TestCase[] {
  return modules.flatMap((module) => [...module.children.allTests()]);
}

function isUnexplained(test: TestCase): boolean {
  const result = test.result();
  return result.state === 'skipped' && !result.note;
}
