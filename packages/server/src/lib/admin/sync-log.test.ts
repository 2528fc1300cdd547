import type { AdminSync } from '@plimsoll/contract/routes';
import { expect, it } from 'vitest';
import { memoryStore } from '../store/memory/memory-store.ts';
import { createSyncLog } from './sync-log.ts';

const row = (second: number): AdminSync => ({
  ...{ at: `2026-11-20T10:00:0${second}.000Z`, customerId: 'acme', source: 'webhook', outcome: 'changed', durationMs: 3, error: null },
});

it('lists each reading once, though it is written by two at once and asked for meanwhile', async () => {
  const log = createSyncLog(memoryStore().records, () => 0);
  for (const second of [1, 2, 3]) log.note(row(second));
  const [, , during] = await Promise.all([log.flush(), log.flush(), log.list({ customerId: null, limit: 10 }), log.flush()]);
  const seconds = (rows: readonly AdminSync[]) => rows.map(({ at }) => Number(at.slice(18, 19)));
  expect(seconds(during)).toEqual([3, 2, 1]);
  expect(seconds(await log.list({ customerId: 'acme', limit: 10 }))).toEqual([3, 2, 1]);
});
