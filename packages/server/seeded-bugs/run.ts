import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededBugs } from './bugs/index.ts';
import { formatTable } from './lib/format-table.ts';
import { runSuites, type Trial, tryBug } from './lib/try-bug.ts';
import { home, openWorkshop } from './lib/workshop.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, json: { type: 'boolean' }, table: { type: 'boolean' } },
});
const chosen = seededBugs.filter(({ name }) => values.only === undefined || values.only.includes(name));
if (chosen.length === 0) throw new Error(`No bug is called so. There are: ${seededBugs.map(({ name }) => name).join(', ')}`);

const workshop = openWorkshop();
try {
  // Suites that fail without any bug would prove nothing.
  const suites = [...new Set(chosen.flatMap((bug) => bug.suites))];
  console.error(`Without a bug: ${suites.length} suites…`);
  const broken = await runSuites(workshop.directory, suites);
  if (broken !== null) throw new Error(`The suites fail without any bug: ${broken}`);
  const trials: Trial[] = [];
  for (const bug of chosen) {
    const trial = await tryBug(workshop, bug);
    trials.push(trial);
    console.error(`${trials.length}/${chosen.length} ${bug.name}: ${trial.caughtBy ?? 'NOBODY NOTICED'} (${trial.seconds.toFixed(1)} s)`);
  }
  const missed = trials.filter(({ caughtBy }) => caughtBy === null);
  console.log(`${trials.length} bugs, ${trials.length - missed.length} caught, ${missed.length} missed`);
  if (values.table) writeFileSync(join(home, 'docs/seeded-bugs.md'), formatTable(trials));
  if (values.json) console.log(JSON.stringify({ bugs: trials.length, missed: missed.map(({ bug }) => bug.name) }));
  if (missed.length > 0) process.exitCode = 1;
} finally {
  workshop.close();
}
