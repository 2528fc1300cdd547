// Spends once for each line on its standard input, whose text is the id, and answers each with a line: `ok`, or the error's code and message.
// Arguments: file
import { createInterface } from 'node:readline';
import { sqliteStore } from '../sqlite-store.ts';

const [file = ''] = process.argv.slice(2);
const store = sqliteStore({ file });
const policy = { limits: [{ window: 'month:2026-11', units: null }], overage: 'block' };

for await (const id of createInterface({ input: process.stdin })) {
  const command = { kind: 'spend', customerId: 'acme', userId: 'x'.repeat(100), meter: 'jobs', units: 1, id, eventId: id, policy };
  const answer = await store.ledger.apply([command]).then(
    ([result]) => (result?.ok ? 'ok' : 'refused'),
    (error) => `${error.code} ${error.message}`,
  );
  process.stdout.write(`${answer}\n`);
}
await store.close();
