import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkSteps } from './check.ts';
import { type Outcome, ROOT, runCommand, runScript } from './steps/run-command.ts';
import { chooseSteps, type Finished, printSummary, runSteps, type Step } from './steps/run-steps.ts';
import { formatTally, parseTally } from './vitest/tally.ts';

const TESTS = 'vitest';

const steps: readonly Step[] = [
  { name: 'provision', run: () => runScript('provision.ts') },
  ...checkSteps,
  { name: TESTS, run: () => runCommand('vitest', ['run', '--config', '.config/vitest.config.ts']) },
  { name: 'build', run: () => runScript('build.ts') },
  { name: 'pack', run: () => runScript('pack.ts') },
  { name: 'storybook', run: buildStorybook },
  { name: 'boot-cost', run: () => runScript('boot-cost.ts') },
];

function buildStorybook(): Promise<Outcome> {
  if (!existsSync(join(ROOT, '.storybook/main.ts'))) return Promise.resolve({ ok: true, output: '' });
  return runCommand('storybook', ['build', '--disable-telemetry', '--quiet']);
}

/** Tests as Vitest counted them; every other step that failed counts as one failure more. */
function closingTally(finished: readonly Finished[]): string {
  const tests = finished.find(({ name }) => name === TESTS);
  const counted = tests ? parseTally(tests.output) : undefined;
  const { passed, failed, skipped } = counted ?? { passed: 0, failed: 0, skipped: 0 };
  const failedSteps = finished.filter(({ name, ok }) => !ok && !(name === TESTS && failed > 0)).length;
  return formatTally({ passed, failed: failed + failedSteps, skipped });
}

const finished = await runSteps(chooseSteps(steps, process.argv.slice(2)));
printSummary(finished);
if (finished.some(({ ok }) => !ok)) process.exitCode = 1;
console.log(closingTally(finished));
