import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteStore } from './sqlite-store.ts';

const run = promisify(execFile);

let file: string;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  file = join(folder, 'billing.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function runProcess(program: string, ...given: string[]): Promise<string> {
  const path = fileURLToPath(new URL(`./processes/${program}.mjs`, import.meta.url));
  const flags = ['--conditions=@plimsoll/source', '--disable-warning=ExperimentalWarning'];
  const { stdout } = await run(process.execPath, [...flags, path, ...given]);
  return stdout.trim();
}

describe('several processes with one file', () => {
  it('open it at once although it is not there yet, and all of them can write', async () => {
    const names = ['a', 'b', 'c', 'd'];
    await Promise.all(names.map((name) => runProcess('open-and-count', file, name)));
    const store = sqliteStore({ file });
    for (const name of names) expect(await store.records.read(name)).toMatchObject({ value: name });
    await store.close();
  }, 30_000);

  it('together never pass a limit, and together reach it', async () => {
    const spent = await Promise.all(['a', 'b', 'c'].map((name) => runProcess('spend-to-the-limit', file, name, '200')));
    expect(spent.map(Number).reduce((sum, units) => sum + units, 0)).toBe(200);
    const store = sqliteStore({ file });
    const [account] = await store.ledger.readAccounts([{ customerId: 'acme', meter: 'jobs', window: 'month:2026-11' }]);
    expect(account).toMatchObject({ used: 200, reserved: 0 });
    expect(await store.outbox.summary()).toMatchObject({ waiting: 200 });
    await store.close();
  }, 30_000);

  it('see what the others changed by its version', async () => {
    const [one, other] = [sqliteStore({ file }), sqliteStore({ file })];
    const policy = { limits: [{ window: 'month:2026-11', units: 5 }], overage: 'block' } as const;
    await one.ledger.apply([{ kind: 'spend', customerId: 'acme', userId: null, meter: 'jobs', units: 1, id: '1', eventId: '1', policy }]);
    expect(await other.changes.version('acme')).toBe(1);
    await Promise.all([one.close(), other.close()]);
  });
});
