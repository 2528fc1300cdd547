import { runCommand, runScript } from './steps/run-command.ts';
import { runFromCommandLine, type Step } from './steps/run-steps.ts';

/** What can be said about the code without running its tests, cheapest first. */
export const checkSteps: readonly Step[] = [
  {
    name: 'biome',
    run: () => runCommand('biome', ['check', '--config-path=.config', '--error-on-warnings', '--max-diagnostics=100', '.']),
  },
  { name: 'types', run: () => runCommand('tsc', ['-b', '.config']) },
  { name: 'walls', run: () => runScript('walls.ts') },
  { name: 'knip', run: () => runCommand('knip', ['--config', '.config/knip.json', '--no-config-hints']) },
  { name: 'size', run: () => runScript('size.ts') },
];

if (import.meta.main) await runFromCommandLine(checkSteps);
