/** What a query gives. A text with several statements gives one for each. */
export interface PostgresResult {
  readonly rows: readonly unknown[];
  readonly rowCount: number | null;
  readonly command: string;
}

/** A query with its parameters by position. One with a name is parsed and planned once on each connection. */
export interface PostgresQuery {
  readonly text: string;
  readonly values?: unknown[];
  readonly name?: string;
  readonly types?: { getTypeParser(oid: number): (text: string) => unknown };
}

/** A connection that was taken from a pool, as `pg` has it. */
export interface PostgresClient {
  /** Whether queries go out before those ahead of them were answered. */
  readonly pipeline?: boolean;
  query(query: PostgresQuery): Promise<PostgresResult | PostgresResult[]>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'notification', listener: (message: { payload?: string | undefined }) => void): unknown;
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
  /** Gives it back; with `true` it is closed instead. */
  release(destroy?: boolean): void;
}

/** A pool of connections, as `pg` has it. */
export interface PostgresPool {
  readonly options?: { readonly max?: number | undefined };
  connect(taken: (error: Error | undefined, client: PostgresClient | undefined) => void): void;
}

/** Where connections come from. */
export interface PoolSource {
  pool(): Promise<PostgresPool>;
  /** Closes the pool, unless it belongs to the host. */
  end(): Promise<void>;
}
