import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileJournal } from './file/file-journal.ts';

const KILLS = 4;
const UNITS_EACH = 2;

let folder: string;
let file: string;
let database: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  file = join(folder, 'billing.spill');
  database = join(folder, 'billing.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a process and kills it a while after its first line, unless it ends before; gives the lines that it wrote whole. */
function runAndKill(name: string, { args, lifeMs }: { args: string[]; lifeMs: number }): Promise<{ lines: string[]; ended: boolean }> {
  const path = fileURLToPath(new URL(`./processes/${name}.mjs`, import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@plimsoll/source', '--disable-warning=ExperimentalWarning', path, ...args]);
  let output = '';
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += String(data);
  });
  child.stdout.on('data', (data) => {
    if (output === '' && lifeMs < Number.POSITIVE_INFINITY) setTimeout(() => child.kill('SIGKILL'), lifeMs);
    output += String(data);
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL' && code !== 0) return reject(new Error(errors));
      resolve({ lines: output.split('\n').slice(0, -1), ended: code === 0 });
    });
  });
}

const spillAndKill = async (name: string) =>
  (await runAndKill('append-until-killed', { args: [file, name], lifeMs: Math.random() * 40 })).lines;
const importAndKill = async (lifeMs: number) => (await runAndKill('import-until-killed', { args: [file, database], lifeMs })).ended;

/** How often each of the ids waits in the journal. */
async function readWaiting(): Promise<Map<string, number>> {
  const journal = fileJournal({ file });
  const waiting = new Map<string, number>();
  for (let batch = await journal.read(1_000_000); batch !== null; batch = null) {
    for (const { commands } of batch.rows) {
      const id = commands[0]?.id ?? '';
      waiting.set(id, (waiting.get(id) ?? 0) + 1);
    }
  }
  await journal.close();
  return waiting;
}

function readBooks() {
  const books = new DatabaseSync(database, { readOnly: true });
  try {
    const ids = books.prepare(`SELECT id FROM plimsoll_entry WHERE state = 'committed'`).all();
    const one = (sql: string) => ({ ...books.prepare(sql).get() });
    return {
      ids: new Set(ids.map(({ id }) => String(id))),
      account: one(`SELECT used, reserved FROM plimsoll_account WHERE window <> 'credits'`),
      outbox: one('SELECT sum(units) AS units, count(*) AS rows, count(DISTINCT id) AS ids FROM plimsoll_outbox'),
    };
  } finally {
    books.close();
  }
}

describe('usage that was acknowledged while the store was away', () => {
  it('is in the store exactly once, however often the process is killed while it spills, and while it imports', async () => {
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) acknowledged.push(...(await spillAndKill(`p${kill}`)));
    expect(acknowledged.length).toBeGreaterThan(KILLS * 8);
    const waiting = await readWaiting();
    expect(acknowledged.filter((id) => waiting.get(id) !== 1)).toEqual([]);

    let interrupted = 0;
    while (!(await importAndKill(interrupted < KILLS ? interrupted * 4 : Number.POSITIVE_INFINITY))) interrupted += 1;
    expect(interrupted).toBeGreaterThan(0);

    const { ids, account, outbox } = readBooks();
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    expect([...ids].sort()).toEqual([...waiting.keys()].sort());
    expect(account).toEqual({ used: ids.size * UNITS_EACH, reserved: 0 });
    expect(outbox).toEqual({ units: ids.size * UNITS_EACH, rows: ids.size, ids: ids.size });
    expect(await readWaiting()).toEqual(new Map());
  }, 60_000);
});
