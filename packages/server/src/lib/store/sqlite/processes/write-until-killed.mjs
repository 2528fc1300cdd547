// Works on the ledger until it is killed and says on its standard output what was acknowledged, one command id in each line.
// Arguments: file, name of this process (a prefix for its ids)
import { writeSync } from 'node:fs';
import { sqliteStore } from '../sqlite-store.ts';

const [file = '', name = ''] = process.argv.slice(2);
const store = sqliteStore({ file });
const policy = { limits: [{ window: 'month:2026-11', units: null }], overage: 'block' };
const who = { customerId: 'acme', userId: 'owner', meter: 'jobs', policy };

for (let turn = 0; ; turn += 1) {
  const id = (part) => `${name}-${turn}-${part}`;
  const commands = [
    { kind: 'spend', ...who, units: 1 + (turn % 3), id: id('spend'), eventId: `event-${id('spend')}` },
    { kind: 'reserve', ...who, units: 5, id: id('kept'), ttlMs: 600_000 },
    { kind: 'reserve', ...who, units: 4, id: id('used'), ttlMs: 600_000 },
    { kind: 'extend', customerId: who.customerId, id: id('used'), units: 6, ttlMs: null, policy },
    { kind: 'commit', attempt: null, customerId: who.customerId, id: id('used'), units: 5, policy, eventId: `event-${id('used')}` },
    { kind: 'spend', ...who, units: 3, id: id('given-back'), eventId: `event-${id('given-back')}` },
    { kind: 'refund', customerId: who.customerId, id: id('given-back') },
  ];
  const results = await store.ledger.apply(commands);
  if (!results.every(({ ok }) => ok)) throw new Error('A command without a limit was refused.');
  // Synchronous, so that a line that was written is out before anything else happens.
  writeSync(1, `${id('spend')}\n${id('kept')}\n${id('used')}\n${id('given-back')}\n`);
}
