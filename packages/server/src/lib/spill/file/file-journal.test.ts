import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SpilledUsage, SpillJournal } from '../spill-journal.ts';
import { fileJournal } from './file-journal.ts';

const APPENDER = fileURLToPath(new URL('../processes/append-until-killed.mjs', import.meta.url));

let folder: string;
let file: string;
let opened: SpillJournal[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  file = join(folder, 'billing.spill');
});
afterEach(async () => {
  for (const journal of opened) await journal.close();
  opened = [];
  rmSync(folder, { recursive: true });
});

function open(maxBytes?: number): SpillJournal {
  const journal = fileJournal({ file, ...(maxBytes === undefined ? {} : { maxBytes }) });
  opened.push(journal);
  return journal;
}

const usage = (id: string): SpilledUsage => ({ commands: [{ kind: 'release', customerId: 'acme', id, attempt: null }] });
const idsOf = (rows: readonly SpilledUsage[]) => rows.flatMap(({ commands }) => commands.map(({ id }) => id));
const names = (count: number, prefix = 'u') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const appendAll = (journal: SpillJournal, ids: readonly string[]) => Promise.all(ids.map((id) => journal.append(usage(id))));

/** Another process that uses the journal, until it is killed. */
async function useElsewhere(): Promise<() => Promise<void>> {
  const user = spawn(process.execPath, ['--conditions=@plimsoll/source', APPENDER, file, 'elsewhere'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(user, 'close');
  await once(user.stdout.resume(), 'data');
  return async () => {
    user.kill('SIGKILL');
    await ended;
  };
}

/** Imports everything, as a reader does: read, use, drop. */
async function takeAll(journal: SpillJournal, limit = 100): Promise<{ ids: string[]; damaged: number }> {
  const taken: string[] = [];
  let damaged = 0;
  for (let batch = await journal.read(limit); batch !== null; batch = await journal.read(limit)) {
    taken.push(...idsOf(batch.rows));
    damaged += batch.damaged;
    await journal.drop(batch);
  }
  return { ids: taken, damaged };
}

describe('a journal', () => {
  it('gives what was appended, whole and in order', async () => {
    const journal = open();
    const rich: SpilledUsage = { commands: [{ kind: 'refund', customerId: 'acmé \u2028 "ü"', id: 'line\nbreak \ud83d\ude80' }] };
    await appendAll(journal, ['a', 'b']);
    await journal.append(rich);
    expect((await journal.read(10))?.rows).toEqual([usage('a'), usage('b'), rich]);
  });

  it('gives the same again until it is dropped, in another process too', async () => {
    const journal = open();
    await appendAll(journal, names(5));
    expect(idsOf((await journal.read(2))?.rows ?? [])).toEqual(['u0', 'u1']);
    const again = await journal.read(2);
    expect(idsOf(again?.rows ?? [])).toEqual(['u0', 'u1']);
    await journal.close();
    expect((await takeAll(open())).ids).toEqual(names(5));
  });

  it('forgets what was dropped and nothing that came since', async () => {
    const journal = open();
    await appendAll(journal, ['a', 'b']);
    const batch = await journal.read(10);
    await appendAll(journal, ['c']);
    if (batch !== null) await journal.drop(batch);
    expect((await takeAll(journal)).ids).toEqual(['c']);
    expect(await journal.read(10)).toBeNull();
  });

  it('knows how much waits in it, what an earlier process left included, and nothing when all is dropped', async () => {
    const journal = open();
    expect(await journal.size()).toBe(0);
    await appendAll(journal, names(4));
    const whole = await journal.size();
    expect(whole).toBe(readFileSync(file).length);
    await journal.close();
    const later = open();
    expect(await later.size()).toBe(whole);
    const half = await later.read(2);
    expect(await later.size()).toBe(whole);
    if (half !== null) await later.drop(half);
    expect(await later.size()).toBe(whole / 2);
    await takeAll(later);
    expect(await later.size()).toBe(0);
  });

  it('takes no notice of a batch that is not the one read last', async () => {
    const journal = open();
    await appendAll(journal, names(3));
    const first = await journal.read(1);
    await journal.read(3);
    if (first !== null) await journal.drop(first);
    expect((await takeAll(journal)).ids).toEqual(names(3));
  });

  it('keeps what comes while it is being read, however the two meet', async () => {
    const journal = open();
    const appending = (async () => {
      for (let turn = 0; turn < 40; turn += 1) await appendAll(journal, names(5, `t${turn}-`));
    })();
    const taken: string[] = [];
    while (taken.length < 200) taken.push(...(await takeAll(journal, 7)).ids);
    await appending;
    expect(taken).toEqual(Array.from({ length: 40 }, (_, turn) => names(5, `t${turn}-`)).flat());
  });

  it('reads lines that are longer than what it reads at once', async () => {
    const journal = open();
    const long = usage('x'.repeat(200_000));
    await journal.append(long);
    await journal.append(usage('after'));
    expect((await journal.read(2))?.rows).toEqual([long, usage('after')]);
  });

  it('leaves no file behind when all was dropped, but its own', async () => {
    const journal = open();
    await appendAll(journal, names(3));
    await takeAll(journal);
    await journal.close();
    expect(existsSync(`${file}.importing`)).toBe(false);
    expect(existsSync(`${file}.lock`)).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('refuses more than it may hold, and takes again when there is room', async () => {
    const journal = open(300);
    const outcomes = await Promise.allSettled(names(5).map((id) => journal.append(usage(id))));
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
    await journal.append(usage('a'));
    await journal.append(usage('b'));
    expect((await takeAll(journal)).ids).toEqual(['a', 'b']);
  });

  it('refuses everything once it is closed, and closes twice', async () => {
    const journal = open();
    await journal.close();
    await journal.close();
    await expect(journal.append(usage('a'))).rejects.toThrow('closed');
    await expect(journal.read(1)).rejects.toThrow('closed');
  });

  it('says what the system says when it cannot be written, and works when it can', async () => {
    rmSync(folder, { recursive: true });
    const journal = open();
    await expect(journal.append(usage('a'))).rejects.toThrow('ENOENT');
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
    file = join(folder, 'billing.spill');
    await expect(open().append(usage('a'))).resolves.toBeUndefined();
  });
});

describe('a crash', () => {
  it.each([1, 5, 20, 60])('that cut %i bytes off the last line loses that line only, and spoils none that follows', async (bytes) => {
    const journal = open();
    await appendAll(journal, ['a', 'b', 'torn']);
    await journal.close();
    truncateSync(file, readFileSync(file).length - bytes);
    const later = open();
    await later.append(usage('c'));
    const { ids, damaged } = await takeAll(later);
    // Without the end of its line alone it is still whole.
    expect(ids).toEqual(bytes === 1 ? ['a', 'b', 'torn', 'c'] : ['a', 'b', 'c']);
    expect(damaged).toBe(bytes === 1 ? 0 : 1);
  });

  it('in the middle of an import gives the whole import again, before what came since', async () => {
    const journal = open();
    await appendAll(journal, names(4));
    const batch = await journal.read(2);
    if (batch !== null) await journal.drop(batch);
    await journal.append(usage('since'));
    await journal.close();
    expect((await takeAll(open())).ids).toEqual([...names(4), 'since']);
  });
});

describe('a line that changed on the disk', () => {
  it.each([
    ['another number of units', (text: string) => text.replace('"u1"', '"u7"')],
    ['a checksum of its own', (text: string) => text.replace(/\["........",(.*u1.*)/, '["00000000",$1')],
    ['no form', () => 'null\n[]\n"x"\n'],
    ['bytes that are no text', (text: string) => `${text}\u0000\ufffd[[[\n`],
  ])('to %s is counted as damaged and never given', async (_name, change) => {
    const journal = open();
    await appendAll(journal, ['u1']);
    await journal.close();
    const changed = change(readFileSync(file, 'utf8'));
    writeFileSync(file, changed);
    appendFileSync(file, '\n\n');
    const { ids, damaged } = await takeAll(open());
    expect(damaged).toBeGreaterThan(0);
    expect(ids.filter((id) => id !== 'u1')).toEqual([]);
  });
});

describe('the lock', () => {
  const dead = () => spawnSync(process.execPath, ['-e', '']).pid;
  const lockOf = (owner: object) => writeFileSync(`${file}.lock`, JSON.stringify(owner));

  it('keeps a second user out until the first one closes', async () => {
    const first = open();
    await first.append(usage('a'));
    await expect(open().append(usage('b'))).rejects.toThrow(/used by another process: .*billing\.spill\.lock/);
    await first.close();
    expect((await takeAll(open())).ids).toEqual(['a']);
  });

  it('keeps out of what another process uses, until that one dies', async () => {
    const kill = await useElsewhere();
    const journal = open();
    const outcome = await journal.read(1).catch(String);
    await kill();
    expect(outcome).toMatch('used by another process');
    expect((await takeAll(journal)).ids).toContain('elsewhere-0-0');
  });

  it('of a process that died is taken over at once', async () => {
    lockOf({ host: hostname(), pid: dead(), mark: 'another boot 123' });
    await expect(open().append(usage('a'))).resolves.toBeUndefined();
  });

  it('of an earlier process with the number of this one is taken over at once', async () => {
    lockOf({ host: hostname(), pid: process.pid, mark: 'another boot 123' });
    await expect(open().append(usage('a'))).resolves.toBeUndefined();
  });

  it.each([
    ['of another machine', JSON.stringify({ host: 'elsewhere', pid: 1, mark: 'boot 1' })],
    ['that was never finished', ''],
    ['that names nobody', 'null'],
  ])('%s is taken over when there was no sign of life for 30 seconds', async (_name, text) => {
    writeFileSync(`${file}.lock`, text);
    await expect(open().append(usage('a'))).rejects.toThrow('used by another process');
    const past = Date.now() / 1000 - 31;
    utimesSync(`${file}.lock`, past, past);
    await expect(open().append(usage('a'))).resolves.toBeUndefined();
  });
});
