import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describeStore } from '../../testing/store-contract/describe-store.ts';
import { sqliteStore } from './sqlite-store.ts';

describeStore('SQLite', {
  async create() {
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
    let time = Date.UTC(2026, 10, 20, 10, 20);
    const store = sqliteStore({ file: join(folder, 'billing.db'), now: () => time });
    return {
      store,
      advance: (ms) => {
        time += ms;
      },
      async contents() {
        const database = new DatabaseSync(join(folder, 'billing.db'), { readOnly: true });
        const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
        const rows = tables.map(({ name }) => JSON.stringify(database.prepare(`SELECT * FROM ${name}`).all()));
        database.close();
        return rows.join('\n');
      },
      async dispose() {
        await store.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
});
