// The benchmark on the command line: `usage.spend` against rate-limiter-flexible and against the bare engine, side by side.
import { benchEngine, type EngineReport } from './lib/bench.ts';
import { parseOptions } from './lib/options.ts';
import { formatReport, toJson } from './lib/report.ts';

try {
  const { json, ...options } = parseOptions(process.argv.slice(2));
  const reports: EngineReport[] = [];
  for (const kind of options.stores) reports.push(await benchEngine(kind, options, (line) => console.error(line)));
  console.log(formatReport(reports));
  if (json) console.log(JSON.stringify(toJson(reports)));
} catch (error) {
  console.error(error instanceof TypeError ? error.message : error);
  process.exitCode = 2;
}
