import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** An image that somebody asked and paid for. */
export interface Job {
  readonly id: string;
  readonly customerId: string;
  readonly prompt: string;
  /** Whether it is meant to fail, to see what then happens to the credit. */
  readonly fails: boolean;
  readonly state: 'waiting' | 'done' | 'failed';
}

/** The image generator's own data. */
export interface Jobs {
  /** Idempotent by id. */
  add(job: Omit<Job, 'state'>): void;
  end(id: string, state: 'done' | 'failed'): void;
  /** Of one customer, newest first. */
  list(customerId: string): Job[];
  /** What was begun and not ended, of everybody: to go on with after a restart. */
  listWaiting(): Job[];
  close(): void;
}

const TABLE =
  'CREATE TABLE IF NOT EXISTS jobs (id TEXT PRIMARY KEY, customer TEXT NOT NULL, prompt TEXT NOT NULL, fails INTEGER NOT NULL, state TEXT NOT NULL)';

/** Opens the image generator's own SQLite file. */
export function openJobs(dataDir: string): Jobs {
  const database = new DatabaseSync(join(dataDir, 'images.db'));
  database.exec(`PRAGMA journal_mode = WAL; ${TABLE}`);
  const insert = database.prepare("INSERT OR IGNORE INTO jobs VALUES (?, ?, ?, ?, 'waiting')");
  const update = database.prepare('UPDATE jobs SET state = ? WHERE id = ?');
  const ofCustomer = database.prepare('SELECT * FROM jobs WHERE customer = ? ORDER BY rowid DESC LIMIT 24');
  const waiting = database.prepare("SELECT * FROM jobs WHERE state = 'waiting' ORDER BY rowid");
  return {
    add: ({ id, customerId, prompt, fails }) => void insert.run(id, customerId, prompt, fails ? 1 : 0),
    end: (id, state) => void update.run(state, id),
    list: (customerId) => ofCustomer.all(customerId).map(jobOf),
    listWaiting: () => waiting.all().map(jobOf),
    close: () => database.close(),
  };
}

function jobOf({ id, customer, prompt, fails, state }: ReturnType<StatementSync['all']>[number]): Job {
  const ended = state === 'done' || state === 'failed' ? state : 'waiting';
  return { id: String(id), customerId: String(customer), prompt: String(prompt), fails: fails === 1, state: ended };
}
