import { chromium } from 'playwright';
import { findChromium } from '../../../.config/chromium.ts';
import { bundlePage } from './lib/bundle-page.ts';
import type { Kind, Sample } from './lib/page.tsx';

/**
 * How much sooner the history chart is painted than the same numbers handed to Recharts as its documentation shows it:
 * `pnpm bench:chart [--rounds 3] [--points 10000] [--json]`. Both are drawn in the same tab, in turn; the medians are compared.
 */
const rounds = readNumber('--rounds', 3);
const points = readNumber('--points', 10_000);
const isJson = process.argv.includes('--json');

// The naive ones take seconds each: of what takes milliseconds there are more samples for the same time.
const plan: readonly (readonly [Kind, number])[] = [
  ['naive bars', 1],
  ['our bars', 5],
  ['naive area', 1],
  ['our area', 5],
];

const browser = await chromium.launch({ executablePath: findChromium() ?? '/chromium-not-found' });
try {
  const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.setContent(await bundlePage());
  await page.waitForFunction(() => 'measure' in globalThis);
  const measure = (kind: Kind, count: number) =>
    page.evaluate(([name, length]) => globalThis.measure(name, length), [kind, count] as const);
  // Code that has run before is faster: everybody has.
  for (const [kind] of plan) await measure(kind, 100);
  const samples = new Map<Kind, Sample[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, times] of plan) {
      for (let time = 0; time < times; time += 1) samples.set(kind, [...(samples.get(kind) ?? []), await measure(kind, points)]);
    }
  }
  report(samples);
} finally {
  await browser.close();
}

function report(samples: ReadonlyMap<Kind, readonly Sample[]>): void {
  const rows = [...samples].map(([kind, own]) => ({
    kind,
    samples: own.length,
    ready: median(own.map(({ ready }) => ready)),
    painted: median(own.map(({ painted }) => painted)),
    nodes: median(own.map(({ nodes }) => nodes)),
  }));
  const painted = (kind: Kind) => rows.find((row) => row.kind === kind)?.painted ?? Number.NaN;
  const chart = {
    points,
    barsMs: painted('our bars'),
    areaMs: painted('our area'),
    barsVsNaive: round1(painted('naive bars') / painted('our bars')),
    areaVsNaive: round1(painted('naive area') / painted('our area')),
  };
  const vsNaive = Math.min(chart.barsVsNaive, chart.areaVsNaive);
  console.log(`${points.toLocaleString('en')} points, ${rounds} rounds in turn, medians in ms`);
  console.table(rows);
  console.log(`painted ${chart.barsVsNaive}x (bars) and ${chart.areaVsNaive}x (area) sooner than naive Recharts`);
  if (isJson) console.log(JSON.stringify({ chart: { vsNaive, ...chart } }));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return round1(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN);
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}

function readNumber(flag: string, fallback: number): number {
  const place = process.argv.indexOf(flag);
  const value = Number(process.argv[place + 1]);
  return place === -1 || !(value > 0) ? fallback : value;
}
