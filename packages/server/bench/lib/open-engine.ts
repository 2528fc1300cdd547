import type { Engine, EngineKind, EngineOptions } from './engine.ts';
import { openPostgresEngine } from './engines/postgres.ts';
import { openRedisEngine } from './engines/redis.ts';
import { openSqliteEngine } from './engines/sqlite.ts';

/** Starts what a kind needs, on files and servers of its own. @throws Error where no server can be started */
export async function openEngine(kind: EngineKind, options: EngineOptions): Promise<Engine> {
  switch (kind) {
    case 'sqlite':
      return await openSqliteEngine(options);
    case 'postgres':
      return await openPostgresEngine(options);
    case 'redis':
      return await openRedisEngine(options);
    default:
      return kind satisfies never;
  }
}
