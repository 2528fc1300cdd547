import { describe, expect, it } from 'vitest';
import { type HistoryReport, playHistory } from './lib/history.ts';
import { plants } from './lib/plant.ts';

const HISTORIES = 150;
const MOST_SEEDS = 60;
const SHAPE = { steps: 120, instances: 3 };

async function findViolation(seeds: number, options: Partial<Parameters<typeof playHistory>[0]>): Promise<HistoryReport | null> {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const report = await playHistory({ ...SHAPE, ...options, seed: String(seed) });
    if (report.violation !== null) return report;
  }
  return null;
}

describe('simulation', () => {
  it(`keeps every promise through ${HISTORIES} histories of faults`, { timeout: 120_000 }, async () => {
    const broken = await findViolation(HISTORIES, {});
    expect(broken?.violation ?? null, `seed ${broken?.seed}\n${broken?.trace.slice(-40).join('\n')}`).toBeNull();
  });

  it('plays the same history again, to the last bit, from the same seed', async () => {
    const play = () => playHistory({ ...SHAPE, seed: '41' });
    const first = await play();
    await playHistory({ ...SHAPE, seed: '42' });
    expect(await play()).toEqual(first);
  });

  it.each(plants)('sees that $name', { timeout: 60_000 }, async (plant) => {
    const found = await findViolation(MOST_SEEDS, { plant });
    expect(found?.violation, `no violation within ${MOST_SEEDS} seeds`).toBeTruthy();
  });
});
