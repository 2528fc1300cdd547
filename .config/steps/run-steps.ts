import type { Outcome } from './run-command.ts';

/** One thing to do, known by its name on the command line (`--only types`). */
export interface Step {
  readonly name: string;
  run(): Promise<Outcome>;
}

/** A step that has run. */
export interface Finished extends Outcome {
  readonly name: string;
  readonly seconds: number;
}

const SHOWN_AGAIN = 60;

/** The steps that `--only a --only b` (or `--only a,b`) names, or all. Throws with the known names on an unknown one. */
export function chooseSteps(steps: readonly Step[], args: readonly string[]): readonly Step[] {
  const wanted = args.flatMap((arg, at) => (args[at - 1] === '--only' ? arg.split(',') : []));
  const known = steps.map(({ name }) => name);
  const unknown = wanted.filter((name) => !known.includes(name));
  const strange = args.filter((arg, at) => arg !== '--only' && args[at - 1] !== '--only');
  if (strange.length > 0 || unknown.length > 0 || args.at(-1) === '--only') {
    throw new Error(`cannot read "${args.join(' ')}"; use --only with: ${known.join(', ')}`);
  }
  return wanted.length === 0 ? steps : steps.filter(({ name }) => wanted.includes(name));
}

/** Runs every step in order, also after a failure: one run shows all that is wrong. */
export async function runSteps(steps: readonly Step[]): Promise<Finished[]> {
  const finished: Finished[] = [];
  for (const [at, { name, run }] of steps.entries()) {
    console.log(`\n== ${name} (${at + 1} of ${steps.length})`);
    const start = performance.now();
    const outcome = await run();
    const seconds = (performance.now() - start) / 1000;
    console.log(`== ${name} ${outcome.ok ? 'ok' : 'FAILED'} in ${seconds.toFixed(1)} s`);
    finished.push({ ...outcome, name, seconds });
  }
  return finished;
}

/**
 * Runs the steps that the command line names, shows each failure again at the end, and sets the exit code. Gives what
 * has run: nothing when the command line cannot be read.
 */
export async function runFromCommandLine(steps: readonly Step[]): Promise<readonly Finished[]> {
  let chosen: readonly Step[];
  try {
    chosen = chooseSteps(steps, process.argv.slice(2));
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    process.exitCode = 2;
    return [];
  }
  const finished = await runSteps(chosen);
  printSummary(finished);
  if (finished.some(({ ok }) => !ok)) process.exitCode = 1;
  return finished;
}

function printSummary(finished: readonly Finished[]): void {
  for (const { name, output } of finished.filter(({ ok }) => !ok)) {
    console.log(`\n-- ${name} failed; it ended with:\n${output.trimEnd().split('\n').slice(-SHOWN_AGAIN).join('\n')}`);
  }
  console.log('\n== summary');
  for (const { name, ok, seconds } of finished) console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
  const total = finished.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(`${total.toFixed(1)} s in all`);
}
