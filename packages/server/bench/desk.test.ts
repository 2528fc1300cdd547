import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fillDesk } from './lib/fill-desk.ts';
import { formatPages, measurePages } from './lib/measure-desk.ts';

it('every page of the desk opens over a file that was filled, in well under a second each', async () => {
  const place = mkdtempSync(join(tmpdir(), 'plimsoll-desk-'));
  try {
    const file = join(place, 'billing.db');
    await fillDesk(file, { customers: 120, entries: 2000 });
    const times = await measurePages(file, 120);
    expect(times).toHaveLength(13);
    for (const { page, medianMs } of times) expect([page, medianMs < 1000]).toEqual([page, true]);
    expect(formatPages(times).split('\n')).toHaveLength(15);
  } finally {
    rmSync(place, { recursive: true });
  }
}, 60_000);
