import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorePlace } from '../open-store-place.ts';
import type { Score } from './messages.ts';
import type { RaceOptions } from './options.ts';
import { ALLOWANCE, createRaceBilling, type RaceBilling } from './race-billing.ts';
import { type Racer, startRacer } from './start-racer.ts';

// Customers that are raced for at once, and heats that are under way: enough that no process ever waits for the slowest one.
const HEAT = 25;
const UNDER_WAY = 4;

/** What a race was and what it found. */
export interface RaceReport extends RaceOptions {
  readonly asked: number;
  readonly refused: number;
  /** Seconds from the first heat to the last answer. */
  readonly seconds: number;
  /** A sentence for each round that had not exactly one winner. */
  readonly violations: readonly string[];
}

/** Lets processes race for the last unit of one fresh customer after the other, and counts the winners of each. */
export async function raceForLastUnits(options: RaceOptions, onProgress: (rounds: number) => void = () => undefined): Promise<RaceReport> {
  const directory = await mkdtemp(join(tmpdir(), 'plimsoll-last-unit-'));
  const place = await openStorePlace(options.store, { directory, given: null });
  const { kind, location } = place;
  const starter = createRaceBilling({ kind, location });
  const racers: Racer[] = [];
  try {
    await starter.open();
    const { processes, lanes, seed } = options;
    for (let index = 0; index < processes; index += 1) {
      racers.push(startRacer({ store: { kind, location }, name: `process-${index + 1}`, lanes, seed }));
    }
    await Promise.all(racers.map(({ ready }) => ready));
    return await run({ options, starter, racers, onProgress });
  } finally {
    await Promise.all(racers.map((racer) => racer.close()));
    await starter.close();
    await place.close();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Race {
  readonly options: RaceOptions;
  readonly starter: RaceBilling;
  readonly racers: readonly Racer[];
  readonly onProgress: (rounds: number) => void;
}

async function run({ options, starter, racers, onProgress }: Race): Promise<RaceReport> {
  const violations: string[] = [];
  const begun = performance.now();
  let next = 0;
  let ended = 0;
  let asked = 0;
  let refused = 0;

  // Customers of later heats are prepared while earlier ones are raced for.
  async function runHeats(): Promise<void> {
    while (next < options.rounds) {
      const rounds = Array.from({ length: Math.min(HEAT, options.rounds - next) }, (_, index) => next + index + 1);
      next += rounds.length;
      const customers = rounds.map((round) => `seed-${options.seed}-round-${round}`);
      await Promise.all(customers.map((customerId) => leaveOne(starter, customerId)));
      const scores = (await Promise.all(racers.map((racer) => racer.race({ customers })))).flat();
      asked += scores.length * options.lanes;
      refused += scores.reduce((sum, score) => sum + score.refused, 0);
      const judged = customers.map((customerId, index) =>
        judge(starter, { customerId, round: rounds[index] ?? 0, own: scores.filter((score) => score.customerId === customerId) }),
      );
      violations.push(...(await Promise.all(judged)).flat());
      ended += rounds.length;
      onProgress(ended);
    }
  }

  await Promise.all(Array.from({ length: UNDER_WAY }, runHeats));
  return { ...options, asked, refused, seconds: (performance.now() - begun) / 1000, violations };
}

async function leaveOne({ billing }: RaceBilling, customerId: string): Promise<void> {
  await billing.usage.spend({ customerId, meter: 'jobs', units: ALLOWANCE - 1 });
}

interface Round {
  readonly customerId: string;
  readonly round: number;
  readonly own: readonly Score[];
}

/** What is wrong with a round: its winners are counted by those who heard of them and, apart from that, by the books. */
async function judge({ billing }: RaceBilling, { customerId, round, own }: Round): Promise<string[]> {
  const won = own.reduce((sum, score) => sum + score.won, 0);
  const failed = own.flatMap((score) => score.failed);
  const { balance } = await billing.usage.check({ customerId, meter: 'jobs' });
  const problems: string[] = [];
  if (won !== 1) problems.push(`Round ${round}: ${won} callers were told that they got the last unit.`);
  if (failed.length > 0) problems.push(`Round ${round}: ${failed.length} callers got no answer, as ${failed[0]}.`);
  if (balance.used !== ALLOWANCE) problems.push(`Round ${round}: the books say ${balance.used} of ${ALLOWANCE} units.`);
  return problems;
}
