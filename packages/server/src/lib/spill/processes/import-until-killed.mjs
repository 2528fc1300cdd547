// Brings what a journal holds into a SQLite store, one batch at a time, and says "imported" on its standard output after each.
// Ends by itself when nothing waits. Arguments: journal file, database file
import { writeSync } from 'node:fs';
import { defineCatalog } from '@plimsoll/contract';
import { createBilling } from '../../create-billing.ts';
import { sqliteStore } from '../../store/sqlite/sqlite-store.ts';
import { fileJournal } from '../file/file-journal.ts';

const [file = '', database = ''] = process.argv.slice(2);
const away = () => Promise.reject(new Error('not a part of this process'));
const journal = fileJournal({ file });
let waits = true;
const spill = {
  ...journal,
  async read(limit) {
    const batch = await journal.read(Math.min(limit, 10));
    waits = batch !== null;
    return batch;
  },
};
const billing = createBilling({
  catalog: defineCatalog({
    meters: { jobs: { name: 'Jobs', unit: { one: 'job', other: 'jobs' } } },
    tiers: { free: { name: 'Free', prices: [], allowances: { jobs: 'unlimited' } } },
    fallbackTier: 'free',
  }),
  provider: { id: 'none', name: 'None', capabilities: { portal: false, usage: false }, probe: away, parseWebhook: away },
  store: sqliteStore({ file: database }),
  allowedOrigins: ['https://app.example'],
  spill,
});

while (waits) {
  await billing.tick();
  writeSync(1, 'imported\n');
}
await billing.stop();
