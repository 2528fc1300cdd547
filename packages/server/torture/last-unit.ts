// Many processes ask for the last unit of a customer at the same time, over and over. Exits with 1 unless exactly one gets it each time.
import { formatRace } from './lib/last-unit/format-race.ts';
import { parseRace } from './lib/last-unit/options.ts';
import { raceForLastUnits } from './lib/last-unit/race.ts';

const SHOW_EVERY = 1000;

try {
  const { json, ...options } = parseRace(process.argv.slice(2));
  let shown = 0;
  const report = await raceForLastUnits(options, (rounds) => {
    if (rounds - shown < SHOW_EVERY) return;
    shown = rounds;
    console.error(`${rounds} of ${options.rounds} rounds`);
  });
  console.log(json ? JSON.stringify(report) : formatRace(report));
  if (report.violations.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof TypeError ? error.message : error);
  process.exitCode = 2;
}
