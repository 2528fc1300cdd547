import { describe, expect, it } from 'vitest';
import { findPostgres } from '../../../.config/servers/postgres.ts';
import { whyNoRedis } from '../../../.config/servers/private-redis.ts';
import { parseRace } from './lib/last-unit/options.ts';
import { raceForLastUnits } from './lib/last-unit/race.ts';
import { STORE_KINDS, type StoreKind } from './lib/store-kinds.ts';

// Eight processes as in the long run, with fewer callers each: two cores are shared with all other tests.
const SMALL = { rounds: 200, processes: 8, lanes: 8, seed: 1 };

function whyMissing(store: StoreKind): string | undefined {
  if (store === 'redis') return whyNoRedis();
  if (store !== 'postgres' || findPostgres() !== undefined) return undefined;
  const why = 'no PostgreSQL: set PLIMSOLL_POSTGRES_BIN, or install the package `postgresql`';
  if (process.env['CI']) throw new Error(why);
  return why;
}

describe.each(STORE_KINDS)('the last unit, on %s', (store) => {
  it('goes to exactly one of all who ask for it at once from many processes', async (context) => {
    const missing = whyMissing(store);
    context.skip(missing !== undefined, missing);
    const report = await raceForLastUnits({ ...SMALL, store });
    const asked = SMALL.rounds * SMALL.processes * SMALL.lanes;
    expect(report.violations).toEqual([]);
    expect(report).toMatchObject({ asked, refused: asked - SMALL.rounds });
  }, 60_000);
});

describe('the command line of the race', () => {
  it('is refused with the usage when it makes no sense', () => {
    for (const args of [['--store', 'memory'], ['--rounds', '0'], ['--lanes', 'many'], ['--fast']])
      expect(() => parseRace(args)).toThrow(/Usage: /);
  });

  it('races for ten thousand units by itself', () => {
    expect(parseRace(['--store', 'redis'])).toMatchObject({ store: 'redis', rounds: 10_000, processes: 8, lanes: 64, json: false });
  });
});
