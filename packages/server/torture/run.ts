// The torture rig on the command line. Exits with 1 when anything was lost, counted twice or let past a limit.
import type { Rig } from './lib/open-rig.ts';
import { parseOptions } from './lib/options.ts';
import { formatReport } from './lib/report.ts';
import { torture } from './lib/torture.ts';

const SHOW_EVERY = 4;

try {
  const { json, ...options } = parseOptions(process.argv.slice(2));
  let ticks = 0;
  const onProgress = ({ oracle, world, storm }: Rig, progress: number): void => {
    ticks += 1;
    if (ticks % SHOW_EVERY !== 0) return;
    const done = oracle.deeds().length - oracle.count('open');
    const share = `${Math.floor(progress * 100)}%`.padStart(4);
    console.error(`${share}  ${done} deeds, ${world.emulator.events().length} events, ${storm.accepted()} webhook deliveries`);
  };
  const report = await torture(options, { onProgress, onKept: (directory) => console.error(`The files of this run are in ${directory}`) });
  console.log(formatReport(report));
  if (report.violations.length > 0) {
    console.log(`\nTo run it again: --store ${options.store} ${process.argv.slice(2).join(' ')} (seed ${options.seed})`);
    process.exitCode = 1;
  }
  if (json) console.log(JSON.stringify(report));
} catch (error) {
  console.error(error instanceof TypeError ? error.message : error);
  process.exitCode = 2;
}
