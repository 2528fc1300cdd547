import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../store.ts';
import { allow, applyOne, readAccount, spend } from '../../testing/store-contract/sample-commands.ts';
import { eventOf, snapshotOf } from '../../testing/store-contract/sample-snapshot.ts';
import { sqliteStore } from './sqlite-store.ts';

const WHO = 'fable-organisation';
const own = { customerId: WHO, userId: 'grace@fable.example', policy: allow(10) };

let folder: string;
let stores: Store[];
const open = () => {
  const store = sqliteStore({ file: join(folder, 'billing.db') });
  stores.push(store);
  return store;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  stores = [];
});
afterEach(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true });
});

const erase = (store: Store) =>
  store.erasure.erase({ customerId: WHO, provider: 'polar', providerCustomerId: null, mark: store.erasure.nameMark(WHO), dropUsage: true });

it('another connection, which knew the customer, knows it no more: balance, answers and version begin anew', async () => {
  const [here, there] = [open(), open()];
  for (const store of [here, there]) await applyOne(store, spend(`of ${stores.indexOf(store)}`, { ...own, units: 4 }));
  expect(await readAccount(there, { customerId: WHO })).toMatchObject({ used: 8 });
  expect(await erase(here)).toBe('erased');
  expect([await there.changes.version(WHO), await there.ledger.readEntry({ customerId: WHO, id: 'of 1' })]).toEqual([0, null]);
  expect(await applyOne(there, spend('of 1', { ...own, units: 9 }))).toMatchObject({ ok: true, repeated: false });
  for (const store of [here, there]) expect(await readAccount(store, { customerId: WHO })).toMatchObject({ used: 9 });
  expect(await applyOne(here, spend('too many', { ...own, units: 2 }))).toMatchObject({ ok: false, reason: 'limit_reached' });
});

it('no byte of the file names the customer once the host has vacuumed it', async () => {
  const store = open();
  for (let at = 0; at < 500; at += 1) await applyOne(store, spend(`job ${at} of ${WHO}`, { ...own, policy: allow(null) }));
  await store.snapshots.write(snapshotOf(WHO), 0);
  await store.inbox.insert(eventOf('1', { customerId: WHO }));
  expect(await erase(store)).toBe('erased');
  const database = new DatabaseSync(join(folder, 'billing.db'));
  database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  for (const word of [WHO, own.userId]) expect(bytes.some((text) => text.includes(word))).toBe(false);
  expect(await applyOne(store, spend('after', { ...own, customerId: 'globex' }))).toMatchObject({ ok: true });
});
