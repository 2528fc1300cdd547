import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, type PostgresServer, startPostgres } from '../../../../.config/servers/postgres.ts';

// As a server is run for real: tests turn the first off, and their buffers are small.
const SETTINGS = ['-c', 'fsync=on', '-c', 'synchronous_commit=on', '-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB'];

/** A private server that writes what it acknowledges. @throws Error where none can be started */
export async function startDurablePostgres(): Promise<PostgresServer> {
  const bin = findPostgres();
  if (bin === undefined) throw new Error('No PostgreSQL was found: set PLIMSOLL_POSTGRES_BIN, or install the package `postgresql`.');
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  // The last of two settings of one name counts, so the programs are given these behind those of the tests.
  writeScript(join(folder, 'initdb'), `exec "${join(bin, 'initdb')}" "$@"`);
  writeScript(join(folder, 'postgres'), `exec "${join(bin, 'postgres')}" "$@" ${SETTINGS.join(' ')}`);
  chmodSync(folder, 0o755);
  try {
    return await startPostgres(folder);
  } finally {
    // Both programs run by now, or never will.
    rmSync(folder, { recursive: true });
  }
}

function writeScript(file: string, command: string): void {
  writeFileSync(file, `#!/bin/sh\n${command}\n`, { mode: 0o755 });
}
