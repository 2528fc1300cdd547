import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkSteps } from './check.ts';
import { closingTally } from './steps/closing-tally.ts';
import { type Outcome, ROOT, runCommand, runScript } from './steps/run-command.ts';
import { runFromCommandLine, type Step } from './steps/run-steps.ts';
import { formatTally } from './vitest/tally.ts';

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
  return runCommand('storybook', ['build', '--disable-telemetry', '--quiet']).then((built) =>
    built.ok ? runScript('storybook-offline.ts') : built,
  );
}

console.log(formatTally(closingTally(await runFromCommandLine(steps), TESTS)));
