import { type HistoryReport, playHistory } from './history.ts';
import type { SimulationOptions } from './options.ts';

/** What a run found. */
export interface SimulationReport {
  readonly seed: number;
  readonly histories: number;
  readonly steps: number;
  readonly commands: number;
  readonly webhooks: number;
  readonly virtualHours: number;
  readonly seconds: number;
  /** Histories a second of processor time. */
  readonly perCoreSecond: number;
  /** The first history in which a promise was broken; the run ends with it. */
  readonly broken: HistoryReport | null;
}

/** Plays histories one after the other, each with the next seed, until one breaks a promise. */
export async function simulate(options: SimulationOptions, onProgress: (played: number) => void = () => {}): Promise<SimulationReport> {
  const [beganAt, usedBefore] = [performance.now(), process.cpuUsage()];
  const sums = { commands: 0, webhooks: 0, virtualMs: 0 };
  let histories = 0;
  let broken: HistoryReport | null = null;
  while (histories < options.histories && broken === null) {
    const report = await playHistory({ ...options, seed: String(options.seed + histories) });
    histories += 1;
    for (const name of ['commands', 'webhooks', 'virtualMs'] as const) sums[name] += report[name];
    if (report.violation !== null) broken = report;
    onProgress(histories);
    // Histories never wait for the machine; whoever watches this process must get a turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { user, system } = process.cpuUsage(usedBefore);
  return {
    ...{ seed: options.seed, histories, steps: histories * options.steps, broken, commands: sums.commands, webhooks: sums.webhooks },
    virtualHours: Math.round(sums.virtualMs / 3_600_000),
    seconds: (performance.now() - beganAt) / 1000,
    perCoreSecond: histories / ((user + system) / 1e6),
  };
}

/** Looks for the same violation with fewer instances and fewer steps. */
export async function shrink(
  options: SimulationOptions,
  found: HistoryReport,
): Promise<{ steps: number; instances: number; report: HistoryReport }> {
  for (let instances = 1; instances <= options.instances; instances += 1) {
    for (let steps = 5; steps < options.steps; steps = Math.ceil(steps * 1.2)) {
      const report = await playHistory({ ...options, seed: found.seed, steps, instances });
      if (report.violation?.check === found.violation?.check) return { steps, instances, report };
    }
  }
  return { steps: options.steps, instances: options.instances, report: found };
}
