// The simulation on the command line. Exits with 1 when a promise was broken, and says how to see it again.
import type { HistoryReport } from './lib/history.ts';
import { parseOptions, type SimulationOptions } from './lib/options.ts';
import { shrink, simulate } from './lib/simulate.ts';

const LAST_LINES = 40;
const SHOW_EVERY = 50;

function showBroken({ seed, violation, trace }: HistoryReport, { steps, instances }: SimulationOptions): void {
  console.log(`\nIn history ${seed} a promise was broken: ${violation?.check}\n  ${violation?.detail}\n`);
  console.log(trace.slice(-LAST_LINES).join('\n'));
  const flags = `--seed ${seed} --histories 1 --steps ${steps} --instances ${instances}`;
  console.log(`\nTo see it again: pnpm simulate ${flags}`);
}

try {
  const options = parseOptions(process.argv.slice(2));
  console.log(`seed ${options.seed}`);
  const report = await simulate(options, (played) => {
    if (played % SHOW_EVERY === 0) console.error(`${played} of ${options.histories} histories`);
  });
  const { histories, commands, webhooks, virtualHours, seconds, perCoreSecond, broken } = report;
  console.log(`${histories} histories, ${commands} commands, ${webhooks} webhooks, ${virtualHours} virtual hours`);
  console.log(
    `${seconds.toFixed(1)} s: ${(histories / seconds).toFixed(1)} histories a second, ${perCoreSecond.toFixed(1)} a second of one core`,
  );
  if (broken !== null) {
    process.exitCode = 1;
    const shorter = options.shrink ? await shrink(options, broken) : { ...options, report: broken };
    showBroken(shorter.report, { ...options, steps: shorter.steps, instances: shorter.instances });
  }
  if (options.json) console.log(JSON.stringify(report));
} catch (error) {
  console.error(error instanceof TypeError ? error.message : error);
  process.exitCode = 2;
}
