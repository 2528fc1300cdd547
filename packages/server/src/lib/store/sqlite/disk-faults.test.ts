import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { isBillingError } from '@plimsoll/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allow, spend } from '../../testing/store-contract/sample-commands.ts';
import { sqliteStore } from './sqlite-store.ts';

const PROGRAM = fileURLToPath(new URL('./processes/spend-when-told.mjs', import.meta.url));
const NODE = [process.execPath, '--conditions=@plimsoll/source', '--disable-warning=ExperimentalWarning', PROGRAM];

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  file = join(folder, 'billing.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const away = (words: RegExp) => (error: unknown) => isBillingError(error, 'store_unavailable') && words.test(error.message);

/** A process that spends once for each id that it is given. */
interface Spender {
  readonly pid: number;
  /** `ok`, or why not. */
  spend(id: string): Promise<string>;
  end(): Promise<void>;
}

function startSpender(command: readonly string[]): Spender {
  const [program = '', ...args] = [...command, file];
  const child: ChildProcess = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = child.stdout === null ? undefined : createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    pid: child.pid ?? 0,
    async spend(id) {
      child.stdin?.write(`${id}\n`);
      const answer = await lines?.next();
      return String(answer?.value);
    },
    end() {
      child.stdin?.end();
      return closed;
    },
  };
}

/** Which of some ids are in the file; throws when the file is not sound. */
function idsInFile(): Set<string> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    expect(database.prepare('SELECT sum(used) AS used FROM plimsoll_account').get()).toEqual(
      database.prepare('SELECT count(*) AS used FROM plimsoll_entry').get(),
    );
    return new Set(
      database
        .prepare('SELECT id FROM plimsoll_entry')
        .all()
        .map(({ id }) => String(id)),
    );
  } finally {
    database.close();
  }
}

/** Why a fault cannot be made on this machine; undefined when a trial of it works. */
function whyNot(program: string, ...trial: string[]): string | undefined {
  const { error, status, stderr } = spawnSync(program, trial, { encoding: 'utf8' });
  return status === 0 ? undefined : `${program} is not at hand here: ${error?.message ?? stderr.trim()}`;
}

describe('a write that the disk fails to keep (strace makes fsync fail)', () => {
  const reason = whyNot('strace', '-o', '/dev/null', '-e', 'inject=fsync:error=EIO:when=3..4', 'true');

  it('is refused, the file is opened anew, and all that was acknowledged is there', async (context) => {
    if (reason !== undefined) context.skip(reason);
    const calls = join(folder, 'calls');
    const inject = 'inject=fsync,fdatasync:error=EIO:when=12..14';
    const spender = startSpender(['strace', '-f', '-o', calls, '-e', 'trace=openat,fsync,fdatasync', '-e', inject, ...NODE]);
    const answers = new Map<string, string>();
    for (let index = 0; index < 30; index += 1) answers.set(`${index}`, await spender.spend(`${index}`));
    await spender.end();

    const refused = [...answers].filter(([, answer]) => answer !== 'ok');
    expect(refused.length).toBeGreaterThan(0);
    for (const [, answer] of refused) expect(answer).toMatch(/^store_unavailable .*disk I\/O error.*give it again/);
    expect(answers.get('29')).toBe('ok');

    const ids = idsInFile();
    expect([...answers].filter(([id, answer]) => answer === 'ok' && !ids.has(id))).toEqual([]);
    const opened = readFileSync(calls, 'utf8').match(/openat\([^\n]*billing\.db"/g) ?? [];
    expect(opened).toHaveLength(1 + refused.length);
  }, 30_000);
});

describe('a file that may not grow any more (a limit of the process)', () => {
  const reason = whyNot('prlimit', '--fsize=1000000', 'true');

  it('refuses what does not fit and goes on when it may', async (context) => {
    if (reason !== undefined) context.skip(reason);
    const spender = startSpender(['prlimit', '--fsize=400000:', ...NODE]);
    const kept: string[] = [];
    let refusal = '';
    for (let index = 0; refusal === '' && index < 2000; index += 1) {
      const answer = await spender.spend(`${index}`);
      if (answer === 'ok') kept.push(`${index}`);
      else refusal = answer;
    }
    expect(refusal).toMatch(/^store_unavailable .*(disk I\/O error|full)/);
    expect(kept.length).toBeGreaterThan(5);
    expect(spawnSync('prlimit', ['--pid', `${spender.pid}`, '--fsize=unlimited:']).status).toBe(0);
    expect(await spender.spend('after')).toBe('ok');
    await spender.end();
    const ids = idsInFile();
    expect([...kept, 'after'].filter((id) => !ids.has(id))).toEqual([]);
  }, 30_000);
});

describe('a disk of its own (a small one in memory, mounted for the test)', () => {
  const reason = whyNoDisk();
  const many = (name: string) =>
    Array.from({ length: 500 }, (_, index) => spend(`${name}-${index}`, { customerId: `customer-${index}`, policy: allow(null) }));

  it('that is full refuses the write whole and takes it when there is room', async (context) => {
    if (reason !== undefined) context.skip(reason);
    await onDisk('4m', async (disk) => {
      const place = join(disk, 'billing.db');
      const store = sqliteStore({ file: place });
      await store.ledger.apply([spend('first')]);
      fill(join(disk, 'ballast'));
      const refusal = store.ledger.apply(many('full'));
      await expect(refusal).rejects.toSatisfy(away(/(full|disk I\/O error).*(Make room|give it again)/));
      expect(await store.ledger.readEntry({ customerId: 'acme', id: 'first' })).not.toBeNull();
      expect(await store.ledger.readEntry({ customerId: 'customer-0', id: 'full-0' })).toBeNull();
      rmSync(join(disk, 'ballast'));
      expect((await store.ledger.apply(many('full'))).every((result) => result.ok && !result.repeated)).toBe(true);
      await store.close();
    });
  });

  it('that can only be read says what a write needs, and goes on when it may', async (context) => {
    if (reason !== undefined) context.skip(reason);
    await onDisk('4m', async (disk) => {
      const place = join(disk, 'billing.db');
      const writer = sqliteStore({ file: place });
      await writer.ledger.apply([spend('first')]);
      await writer.close();
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      const store = sqliteStore({ file: place });
      await expect(store.ledger.apply([spend('second')])).rejects.toSatisfy(away(/right to write|folder must be there/));
      execFileSync('mount', ['-o', 'remount,rw', disk]);
      expect(await store.ledger.apply([spend('second')])).toMatchObject([{ ok: true, repeated: false }]);
      await store.close();
    });
  });
});

function whyNoDisk(): string | undefined {
  const place = mkdtempSync(join(tmpdir(), 'plimsoll-disk-'));
  const reason = whyNot('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place);
  if (reason === undefined) execFileSync('umount', [place]);
  rmSync(place, { recursive: true });
  return reason;
}

async function onDisk(size: string, work: (disk: string) => Promise<void>): Promise<void> {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk]);
  try {
    await work(disk);
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
}

/** Takes what room there is. */
function fill(path: string): void {
  for (let size = 1 << 20; size >= 4096; size >>= 1) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch {}
  }
}
