export type { SqliteDatabase, SqliteStatement, SqliteValue } from './lib/store/sqlite/database.ts';
export { type SqliteFileOptions, type SqliteHandleOptions, type SqliteStoreOptions, sqliteStore } from './lib/store/sqlite/sqlite-store.ts';
