import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteStore } from './sqlite-store.ts';

const WRITER = fileURLToPath(new URL('./processes/write-until-killed.mjs', import.meta.url));
const KILLS = 12;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a writer and kills it a while after its first acknowledgement; gives the ids that it said were written. */
function writeAndKill(file: string, { name, lifeMs }: { name: string; lifeMs: number }): Promise<string[]> {
  const writer = spawn(process.execPath, ['--conditions=@plimsoll/source', '--disable-warning=ExperimentalWarning', WRITER, file, name]);
  let output = '';
  let errors = '';
  writer.stderr.on('data', (data) => {
    errors += String(data);
  });
  writer.stdout.on('data', (data) => {
    if (output === '') setTimeout(() => writer.kill('SIGKILL'), lifeMs);
    output += String(data);
  });
  return new Promise((resolve, reject) => {
    // A last line that was cut off was not acknowledged.
    writer.on('close', (_, signal) => (signal === 'SIGKILL' ? resolve(output.split('\n').slice(0, -1)) : reject(new Error(errors))));
  });
}

function sums(file: string) {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const one = (sql: string) => ({ ...database.prepare(sql).get() });
    return {
      account: one(`SELECT used, reserved FROM plimsoll_account WHERE window <> 'credits'`),
      entries: one(`SELECT
        (SELECT sum(units) FROM plimsoll_entry WHERE state = 'committed') AS used,
        (SELECT sum(units) FROM plimsoll_entry WHERE state = 'reserved') AS reserved`),
      // A refund is not told: the provider hears of three units that no entry holds any more.
      outbox: one('SELECT sum(units) AS units, count(*) AS rows, count(DISTINCT id) AS ids FROM plimsoll_outbox'),
      refunded: one(`SELECT count(*) AS rows FROM plimsoll_entry WHERE state = 'refunded'`),
      history: one('SELECT sum(units) AS units FROM plimsoll_history'),
      committed: one(`SELECT count(*) AS rows FROM plimsoll_entry WHERE state = 'committed'`),
      integrity: one('PRAGMA integrity_check'),
    };
  } finally {
    database.close();
  }
}

describe('a process that is killed', () => {
  it('loses nothing that it acknowledged and leaves no half of a command, again and again, alone and beside another', async () => {
    const file = join(folder, 'billing.db');
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 2) {
      const lives = [kill, kill + 1].map((index) => writeAndKill(file, { name: `writer-${index}`, lifeMs: Math.random() * 60 }));
      acknowledged.push(...(await Promise.all(lives)).flat());
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS * 3);

    const store = sqliteStore({ file });
    const missing: string[] = [];
    for (const id of acknowledged) {
      if ((await store.ledger.readEntry({ customerId: 'acme', id })) === null) missing.push(id);
    }
    expect(missing).toEqual([]);
    await store.close();

    const { account, entries, outbox, refunded, history, committed, integrity } = sums(file);
    expect(integrity).toEqual({ integrity_check: 'ok' });
    expect(account).toEqual(entries);
    const [kept, back] = [Number(committed['rows']), Number(refunded['rows'])];
    expect(back).toBeGreaterThan(0);
    expect(outbox).toEqual({ units: Number(entries['used']) + 3 * back, rows: kept + back, ids: kept + back });
    expect(history).toEqual({ units: entries['used'] });
  }, 30_000);
});
