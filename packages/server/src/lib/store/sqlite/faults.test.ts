import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBillingError } from '@plimsoll/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allow, readAccount, spend } from '../../testing/store-contract/sample-commands.ts';
import { sqliteStore } from './sqlite-store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  file = join(folder, 'billing.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const away = (words: RegExp) => (error: unknown) => isBillingError(error, 'store_unavailable') && words.test(error.message);

describe('what a file can be', () => {
  it('a schema that is newer than this version is refused, with what to do', async () => {
    await sqliteStore({ file }).open();
    const database = new DatabaseSync(file);
    database.exec("INSERT INTO plimsoll_migration VALUES (99, '0099-later')");
    database.close();
    const store = sqliteStore({ file });
    await expect(store.ledger.apply([spend('1')])).rejects.toSatisfy(away(/schema 99.*Update the package/));
    await store.close();
  });

  it('a migration that did not finish leaves nothing, and the next start does it', async () => {
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE plimsoll_inbox (in_the_way INTEGER)');
    await expect(sqliteStore({ file }).open()).rejects.toSatisfy(away(/already exists/));
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'plimsoll%'").all()).toHaveLength(1);
    database.exec('DROP TABLE plimsoll_inbox');
    database.close();
    const store = sqliteStore({ file });
    await store.open();
    await store.close();
  });

  it('a file that is no database is refused and left as it is', async () => {
    writeFileSync(file, 'this is a letter, not a database. '.repeat(100));
    await expect(sqliteStore({ file }).open()).rejects.toSatisfy(away(/not a database.*path of another/));
    expect(readFileSync(file, 'utf8')).toMatch(/^this is a letter/);
  });

  it('a database of something else is refused and left as it is, with a way to share it', async () => {
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE invoices (id INTEGER)');
    database.close();
    await expect(sqliteStore({ file }).open()).rejects.toSatisfy(away(/something else \(it has invoices\).*pass it as `database`/));
    const after = new DatabaseSync(file);
    expect(after.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'invoices' }]);
    expect(after.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'delete' });
    after.close();
  });

  it('a file whose pages are damaged is refused, with what to do, when they are needed', async () => {
    const writer = sqliteStore({ file });
    await writer.ledger.apply(Array.from({ length: 200 }, (_, index) => spend(`${index}`, { policy: allow(null) })));
    await writer.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xa5, 8192));
    const store = sqliteStore({ file });
    await expect(store.ledger.apply([spend('200')])).rejects.toSatisfy(away(/malformed.*put a backup in its place/));
    await expect(store.ledger.apply([spend('200')])).rejects.toSatisfy(away(/malformed/));
    await store.close();
  });

  it('a folder is refused, with an example of a file', async () => {
    await expect(sqliteStore({ file: folder }).open()).rejects.toSatisfy(away(/is a folder.*billing\.db/));
  });

  it('a folder that is not there is not made', async () => {
    const store = sqliteStore({ file: join(folder, 'missing', 'billing.db') });
    await expect(store.open()).rejects.toSatisfy(away(/unable to open.*folder must be there/));
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });

  it('a database in memory is refused at once', () => {
    expect(() => sqliteStore({ file: ':memory:' })).toThrow(TypeError);
  });

  it('a file that was deleted while it was open is not written, nor made anew, until it is put back', async () => {
    const store = sqliteStore({ file });
    await store.ledger.apply([spend('1')]);
    renameSync(file, `${file}.backup`);
    await expect(store.ledger.apply([spend('2')])).rejects.toSatisfy(away(/is gone/));
    await expect(store.ledger.readEntry({ customerId: 'acme', id: '1' })).rejects.toSatisfy(away(/is gone/));
    expect(existsSync(file)).toBe(false);
    renameSync(`${file}.backup`, file);
    expect(await store.ledger.apply([spend('2')])).toMatchObject([{ ok: true, repeated: false }]);
    expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).not.toBeNull();
    await store.close();
  });

  it('a file that was replaced while it was open is what is read and written from then on', async () => {
    const other = sqliteStore({ file: join(folder, 'other.db') });
    await other.ledger.apply([spend('other')]);
    await other.close();
    const store = sqliteStore({ file });
    await store.ledger.apply([spend('1')]);
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`);
    renameSync(join(folder, 'other.db'), file);
    expect(await store.ledger.readEntry({ customerId: 'acme', id: 'other' })).not.toBeNull();
    expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).toBeNull();
    await store.close();
  });

  it('a database that cannot be written still answers what is asked of it', async () => {
    const writer = sqliteStore({ file });
    await writer.ledger.apply([spend('1')]);
    await writer.close();
    const database = new DatabaseSync(file, { readOnly: true });
    const store = sqliteStore({ database });
    expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).not.toBeNull();
    await expect(store.ledger.apply([spend('2')])).rejects.toSatisfy(away(/readonly/));
    await store.close();
    database.close();
  });

  it('a batch that the tables refuse leaves nothing, and the next one is written', async () => {
    const store = sqliteStore({ file });
    await store.open();
    const database = new DatabaseSync(file);
    database.exec("CREATE TRIGGER fence BEFORE INSERT ON plimsoll_journal BEGIN SELECT RAISE(ABORT, 'fenced off'); END");
    await expect(store.ledger.apply([spend('1'), spend('2'), spend('3')])).rejects.toSatisfy(away(/fenced off/));
    expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).toBeNull();
    expect(await readAccount(store)).toMatchObject({ used: 0 });
    database.exec('DROP TRIGGER fence');
    database.close();
    expect(await store.ledger.apply([spend('1')])).toMatchObject([{ ok: true, repeated: false }]);
    await store.close();
  });

  it('a full disk fails the write whole, and writing goes on when there is room', async () => {
    const database = new DatabaseSync(file);
    const store = sqliteStore({ database });
    await store.ledger.apply([spend('1')]);
    database.exec('PRAGMA max_page_count = 1');
    const many = Array.from({ length: 500 }, (_, index) => spend(`many-${index}`, { customerId: `customer-${index}` }));
    await expect(store.ledger.apply(many)).rejects.toSatisfy(away(/full/));
    expect(await store.ledger.readEntry({ customerId: 'customer-0', id: 'many-0' })).toBeNull();
    database.exec('PRAGMA max_page_count = 100000');
    expect((await store.ledger.apply(many)).every((result) => result.ok && !result.repeated)).toBe(true);
    await store.close();
    database.close();
  });
});

describe('a lock that someone else holds', () => {
  it('is waited for without blocking this process, and then had', async () => {
    const store = sqliteStore({ file });
    await store.open();
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 5);
    const applied = store.ledger.apply([spend('1')]);
    setTimeout(() => other.exec('COMMIT'), 300);
    expect(await applied).toMatchObject([{ ok: true }]);
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(15);
    other.close();
    await store.close();
  });

  it('is given up after a while, for every call that waited, and nothing of them is kept', async () => {
    const store = sqliteStore({ file, lockWaitMs: 150 });
    await store.open();
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const started = performance.now();
    const calls = Array.from({ length: 30 }, (_, index) => store.ledger.apply([spend(`${index}`)]));
    const outcomes = await Promise.allSettled(calls);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(outcomes.every((outcome) => outcome.status === 'rejected' && away(/locked/)(outcome.reason))).toBe(true);
    expect(await store.changes.version('acme')).toBe(0);
    other.exec('ROLLBACK');
    expect(await store.ledger.apply([spend('0')])).toMatchObject([{ ok: true, repeated: false }]);
    other.close();
    await store.close();
  });
});

describe('a handle that the host brings', () => {
  it("is used beside the host's own tables and stays open", async () => {
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE own (id INTEGER)');
    const store = sqliteStore({ database });
    await store.ledger.apply([spend('1')]);
    await store.close();
    expect(database.prepare('SELECT count(*) AS entries FROM plimsoll_entry').get()).toEqual({ entries: 1 });
    expect(database.prepare('SELECT count(*) AS rows FROM own').get()).toEqual({ rows: 0 });
    database.close();
  });

  it('that the host closed is store_unavailable', async () => {
    const database = new DatabaseSync(file);
    const store = sqliteStore({ database });
    await store.open();
    database.close();
    await expect(store.ledger.apply([spend('1')])).rejects.toSatisfy(away(/not open/));
  });
});
