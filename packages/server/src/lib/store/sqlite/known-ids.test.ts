import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spend } from '../../testing/store-contract/sample-commands.ts';
import { createIdFilter } from './id-filter.ts';
import { sqliteStore } from './sqlite-store.ts';

it('an id that was given is never taken for a new one, and hardly any new one for one that was given', () => {
  const filter = createIdFilter();
  const given = fc.sample(fc.uuid(), { seed: 7, numRuns: 100_000 });
  for (const id of given) filter.add(id);
  expect(given.every(filter.mayHave)).toBe(true);
  const others = fc.sample(fc.uuid(), { seed: 8, numRuns: 10_000 }).filter(filter.mayHave);
  expect(others.length).toBeLessThan(100);
});

it('what was answered before a start is answered the same after it, before and after its ids were read again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  const file = join(folder, 'billing.db');
  const before = sqliteStore({ file });
  await before.ledger.apply([spend('1'), spend('2')]);
  await before.close();
  const after = sqliteStore({ file });
  const other = sqliteStore({ file });
  expect(await after.ledger.apply([spend('1')])).toMatchObject([{ repeated: true }]);
  expect(await other.ledger.apply([spend('3')])).toMatchObject([{ repeated: false }]);
  await new Promise((resolve) => setTimeout(resolve, 150));
  const again = [spend('1'), spend('2'), spend('3'), spend('4')];
  expect(await after.ledger.apply(again)).toMatchObject([{ repeated: true }, { repeated: true }, { repeated: true }, { repeated: false }]);
  await Promise.all([after.close(), other.close()]);
  rmSync(folder, { recursive: true });
});
