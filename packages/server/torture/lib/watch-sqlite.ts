import { DatabaseSync } from 'node:sqlite';
import type { CrashPoints } from './crash-points.ts';

/** Crash points inside the engine: `sqlite.commit:before` leaves a written transaction open, `:after` a durable one that nobody heard of. */
export function watchSqlite({ pass }: CrashPoints): void {
  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function watched(sql: string): void {
    const commits = sql === 'COMMIT';
    if (commits) pass('sqlite.commit:before');
    exec.call(this, sql);
    if (commits) pass('sqlite.commit:after');
  };
}
