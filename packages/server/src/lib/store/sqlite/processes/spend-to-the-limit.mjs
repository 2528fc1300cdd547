// Spends units of one shared allowance, a few at a time, until the store refuses, and says how many it got.
// Arguments: file, name of this process, units of the allowance
import { sqliteStore } from '../sqlite-store.ts';

const [file = '', name = '', units = '0'] = process.argv.slice(2);
const store = sqliteStore({ file });
const policy = { limits: [{ window: 'month:2026-11', units: Number(units) }], overage: 'block' };

let spent = 0;
for (let turn = 0, refused = false; !refused; turn += 1) {
  const ids = Array.from({ length: 3 }, (_, index) => `${name}-${turn}-${index}`);
  const commands = ids.map((id) => ({ kind: 'spend', customerId: 'acme', userId: name, meter: 'jobs', units: 1, id, eventId: id, policy }));
  const results = await store.ledger.apply(commands);
  spent += results.filter(({ ok }) => ok).length;
  refused = results.some(({ ok }) => !ok);
}
await store.close();
process.stdout.write(String(spent));
