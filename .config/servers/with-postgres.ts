import { afterAll, beforeAll, describe, it } from 'vitest';
import { findPostgres, type PostgresServer, startPostgres } from './postgres.ts';

const MISSING = 'no PostgreSQL: set PLIMSOLL_POSTGRES_BIN, or install the package `postgresql`';

/** Tests that share a private server. Without PostgreSQL they are skipped and say so; in CI they fail. */
export function describeWithPostgres(name: string, tests: (server: () => PostgresServer) => void): void {
  const bin = findPostgres();
  if (bin === undefined) describeMissing(name);
  else describeFound(name, bin, tests);
}

function describeFound(name: string, bin: string, tests: (server: () => PostgresServer) => void): void {
  describe(name, () => {
    let server: PostgresServer | undefined;
    beforeAll(async () => {
      server = await startPostgres(bin);
    }, 60_000);
    afterAll(() => server?.stop());
    tests(() => {
      if (server === undefined) throw new Error('The server is there only while a test runs.');
      return server;
    });
  });
}

function describeMissing(name: string): void {
  it(name, (context) => {
    if (process.env['CI']) throw new Error(MISSING);
    context.skip(MISSING);
  });
}
