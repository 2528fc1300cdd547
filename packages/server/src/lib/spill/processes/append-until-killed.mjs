// Spills usage until it is killed and says on its standard output what was acknowledged, one id in each line.
// Arguments: file, name of this process (a prefix for its ids)
import { writeSync } from 'node:fs';
import { fileJournal } from '../file/file-journal.ts';

const [file = '', name = ''] = process.argv.slice(2);
const journal = fileJournal({ file });
const policy = { limits: [{ window: 'month:2026-11', units: null }], overage: 'block' };
const who = { customerId: 'acme', userId: 'owner', meter: 'jobs', policy };

async function work(lane) {
  for (let turn = 0; ; turn += 1) {
    const id = `${name}-${lane}-${turn}`;
    const event = { eventId: `event-${id}` };
    const run = [
      { kind: 'reserve', ...who, id, units: 3, ttlMs: 60_000 },
      { kind: 'commit', attempt: null, customerId: who.customerId, id, units: 2, policy, ...event },
    ];
    await journal.append({ commands: turn % 2 === 0 ? [{ kind: 'spend', ...who, id, units: 2, ...event }] : run });
    // Synchronous, so that what was acknowledged is out before anything else happens.
    writeSync(1, `${id}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, lane) => work(lane)));
