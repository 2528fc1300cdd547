import { findStrangers } from './size/find-strangers.ts';
import { type Bundle, measureBundle } from './size/measure-bundle.ts';

interface Budget {
  readonly name: string;
  readonly code: string;
  /** Bytes, minified and gzipped, React, Radix Themes, TanStack Query and Recharts not counted. */
  readonly limit: number;
}

const budgets: readonly Budget[] = [
  {
    name: 'provider, pricing table, meter',
    code: "export { BillingProvider, PricingTable, MeterWidget } from '@plimsoll/react';",
    limit: 12_000,
  },
  { name: 'all components without charts', code: "export * from '@plimsoll/react';", limit: 25_000 },
  { name: "the operators' desk, alone", code: "export { BillingAdmin } from '@plimsoll/react/admin';", limit: 20_000 },
];

const LARGEST = 5;

let failed = false;
console.log('size in bytes (1 kB = 1,000 bytes): gzip / limit, minified, loaded later (gzip)');
for (const { name, code, limit } of budgets) {
  const bundle = await measureBundle(code);
  const over = bundle.gzip > limit;
  const strangers = findStrangers(bundle);
  failed ||= over || strangers.length > 0;
  console.log(
    `${over ? 'OVER' : 'ok  '} ${name}: ${format(bundle.gzip)} / ${format(limit)}, ${format(bundle.minified)}, ${format(bundle.lazyGzip)}`,
  );
  for (const path of strangers) console.log(`     must not be inside: ${path}`);
  if (over || strangers.length > 0) printLargest(bundle);
}
if (failed) process.exitCode = 1;

function printLargest({ inputs }: Bundle): void {
  const largest = [...inputs].sort(([, a], [, b]) => b - a).slice(0, LARGEST);
  for (const [path, bytes] of largest) console.log(`     ${format(bytes)} minified: ${path}`);
}

function format(bytes: number): string {
  return bytes.toLocaleString('en-US');
}
