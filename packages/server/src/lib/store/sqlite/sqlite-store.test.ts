import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSqlite } from '../../../../../../.config/servers/read-sqlite.ts';
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
      contents: async () => readSqlite(join(folder, 'billing.db')),
      async dispose() {
        await store.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
});
