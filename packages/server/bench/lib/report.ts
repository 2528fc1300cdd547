import type { EngineReport } from './bench.ts';
import { CONTENDERS } from './contenders.ts';
import type { Comparison } from './side-by-side.ts';

const HEADLINE_CONCURRENCY = 64;
const NAMES = { peer: 'rate-limiter-flexible', spend: 'usage.spend', limit: 'bare deduct', pair: 'reserve + commit' };

/** The report for people. */
export function formatReport(reports: readonly EngineReport[]): string {
  return reports.map(formatEngine).join('\n\n');
}

function formatEngine({ kind, terms, deductStatement, comparisons, memory }: EngineReport): string {
  const names = CONTENDERS.map((name) => NAMES[name].padStart(22)).join('');
  const lines = comparisons.flatMap(({ concurrency, rates, p50, deferredUs, ...ratios }) => [
    `${String(concurrency).padStart(11)}${CONTENDERS.map((name) => `${Math.round(rates[name])}/s`.padStart(22)).join('')}`,
    `${'p50'.padStart(11)}${CONTENDERS.map((name) => `${p50[name].toFixed(3)} ms`.padStart(22)).join('')}`,
    `${''.padStart(11)}  ${formatRatios(ratios)}`,
    `${''.padStart(11)}  later, for each: spend ${deferredUs.spend.toFixed(1)} µs, reserve + commit ${deferredUs.pair.toFixed(1)} µs; vsPeer with that ${ratios.sustainedVsPeer.toFixed(2)}`,
  ]);
  const weighed = memory === null ? [] : [`memory over ${memory.operations} operations: ${memory.megabytes.join(' ')} MB`];
  return [`${kind} (${terms})`, `bare deduct: ${deductStatement}`, `concurrency${names}`, ...lines, ...weighed].join('\n');
}

function formatRatios({
  vsPeer,
  vsLimit,
  pairVsPeer,
  p50VsPeer,
}: Pick<Comparison, 'vsPeer' | 'vsLimit' | 'pairVsPeer' | 'p50VsPeer'>): string {
  return `vsPeer ${vsPeer.toFixed(2)}  vsLimit ${vsLimit.toFixed(2)}  pairVsPeer ${pairVsPeer.toFixed(2)}  p50 against the peer's ${p50VsPeer.toFixed(2)}`;
}

/** The report for machines: for each engine the ratios at concurrency 64 (or the first that was measured), and all of them by concurrency. */
export function toJson(reports: readonly EngineReport[]): Record<string, unknown> {
  return Object.fromEntries(reports.map((report) => [report.kind, engineJson(report)]));
}

function engineJson({ terms, deductStatement, comparisons, memory }: EngineReport) {
  const headline = comparisons.find(({ concurrency }) => concurrency === HEADLINE_CONCURRENCY) ?? comparisons[0];
  const at = Object.fromEntries(comparisons.map((comparison) => [comparison.concurrency, ratiosOf(comparison)]));
  return { ...(headline === undefined ? {} : ratiosOf(headline)), at, memory, terms, deductStatement };
}

function ratiosOf({ vsPeer, vsLimit, pairVsPeer, p50VsPeer, sustainedVsPeer, deferredUs }: Comparison) {
  const ratios = { vsPeer: round(vsPeer), vsLimit: round(vsLimit), pairVsPeer: round(pairVsPeer), p50VsPeer: round(p50VsPeer) };
  return {
    ...ratios,
    sustainedVsPeer: round(sustainedVsPeer),
    deferredUs: { spend: round(deferredUs.spend), pair: round(deferredUs.pair) },
  };
}

function round(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}
