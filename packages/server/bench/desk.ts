import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillDesk } from './lib/fill-desk.ts';
import { formatPages, measurePages } from './lib/measure-desk.ts';

// How long each page of the operators' desk takes to open on the SQLite store: `desk [customers] [entries]`.
const [customers = 100_000, entries = 1_000_000] = process.argv.slice(2).map(Number);
const place = mkdtempSync(join(tmpdir(), 'plimsoll-desk-'));
try {
  const file = join(place, 'billing.db');
  const startedAt = performance.now();
  await fillDesk(file, { customers, entries });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(`${customers} customers and ${entries} ledger entries, written in ${seconds} s.\n`);
  console.log(formatPages(await measurePages(file, customers)));
} finally {
  rmSync(place, { recursive: true });
}
