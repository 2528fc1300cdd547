/** What a statement is given. */
export type SqliteValue = string | number | null;

/** A prepared statement, as `node:sqlite` and `better-sqlite3` both have it. */
export interface SqliteStatement {
  run(...parameters: SqliteValue[]): { changes: number | bigint };
  all(...parameters: SqliteValue[]): unknown[];
}

/** A database connection, as `node:sqlite` and `better-sqlite3` both have it. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): unknown;
}

/** Where connections come from. */
export interface DatabaseSource {
  connect(): Promise<SqliteDatabase>;
  /** Whether what the last connection has open is still what this source stands for. */
  isCurrent(): boolean;
  /** Lets go of a connection, unless it belongs to the host. */
  disconnect(database: SqliteDatabase): void;
}
