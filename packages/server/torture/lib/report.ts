/** What a run did and found. */
export interface Report {
  readonly seed: number;
  readonly store: string;
  readonly seconds: number;
  readonly deeds: number;
  /** Acknowledged as counted. */
  readonly acknowledged: number;
  /** Given back, or never counted because the work failed. */
  readonly released: number;
  readonly refused: number;
  /** The client left before an answer came. */
  readonly abandoned: number;
  /** Acts that were asked again because their answer was lost. */
  readonly repeats: number;
  readonly kills: number;
  /** How often processes died where. */
  readonly places: Readonly<Record<string, number>>;
  /** From the end of a process to the first answer of the next, in milliseconds. */
  readonly restartMs: { readonly p50: number; readonly p99: number };
  /** The longest graceful stop, in milliseconds. */
  readonly stopMs: number;
  readonly faults: number;
  readonly events: number;
  readonly units: number;
  /** Usage events that were sent although the provider had them. */
  readonly duplicates: number;
  readonly webhooks: number;
  /** Accepted deliveries, copies included. */
  readonly deliveries: number;
  readonly planChanges: number;
  readonly accessChanges: number;
  readonly alerts: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

const SHOWN = 20;

/** The report for people. */
export function formatReport(report: Report): string {
  const { restartMs, places, alerts, violations } = report;
  const rows: [string, string | number][] = [
    ['store, seed', `${report.store}, ${report.seed}`],
    ['deeds', `${report.deeds} in ${report.seconds.toFixed(1)} s`],
    ['  acknowledged / released', `${report.acknowledged} / ${report.released}`],
    ['  refused / abandoned', `${report.refused} / ${report.abandoned}`],
    ['  asked again', report.repeats],
    ['kills', report.kills],
    ['restart to first answer, p50 / p99', `${Math.round(restartMs.p50)} ms / ${Math.round(restartMs.p99)} ms`],
    ['longest graceful stop', `${Math.round(report.stopMs)} ms`],
    ['faults set', report.faults],
    ['usage events at the provider', `${report.events} (${report.units} units)`],
    ['  sent again, counted once', report.duplicates],
    ['webhooks', `${report.webhooks} (${report.deliveries} accepted deliveries)`],
    ['plan changes / access changes told', `${report.planChanges} / ${report.accessChanges}`],
    ['violations', violations.length],
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  const table = rows.map(([name, value]) => `${name.padEnd(width)}${value}`);
  const list = (title: string, counts: Readonly<Record<string, number>>) =>
    `${title}: ${
      Object.entries(counts)
        .sort()
        .map(([name, count]) => `${name} ${count}`)
        .join(', ') || 'none'
    }`;
  const found = violations.slice(0, SHOWN).map((violation) => `VIOLATION ${violation}`);
  return [...table, '', list('died at', places), list('alerts', alerts), ...found].join('\n');
}

/** The value below which a share of all values lies; 0 without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
