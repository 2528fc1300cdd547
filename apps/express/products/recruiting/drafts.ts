import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A piece of work that was done for an organisation. */
interface Draft {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** The application's own data. */
export interface Drafts {
  add(organisationId: string, draft: Draft): void;
  list(organisationId: string): Draft[];
  close(): void;
}

/** Opens the application's own SQLite file. */
export function openDrafts(dataDir: string): Drafts {
  const database = new DatabaseSync(join(dataDir, 'app.db'));
  database.exec('PRAGMA journal_mode = WAL');
  database.exec(
    'CREATE TABLE IF NOT EXISTS drafts (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL)',
  );
  const insert = database.prepare('INSERT OR IGNORE INTO drafts (id, organisation, title, text) VALUES (?, ?, ?, ?)');
  const select = database.prepare('SELECT id, title, text FROM drafts WHERE organisation = ? ORDER BY rowid DESC LIMIT 50');
  return {
    add: (organisationId, { id, title, text }) => void insert.run(id, organisationId, title, text),
    list: (organisationId) =>
      select.all(organisationId).map((row) => ({ id: String(row.id), title: String(row.title), text: String(row.text) })),
    close: () => database.close(),
  };
}
