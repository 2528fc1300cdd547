// One of the processes that race for last units: asks as many times at once as it has lanes, and tells how it fared.
import { setTimeout as delay } from 'node:timers/promises';
import { isBillingError } from '@plimsoll/contract';
import { createDice } from './lib/dice.ts';
import type { Heat, RacerConfig, RacerMessage, Score } from './lib/last-unit/messages.ts';
import { createRaceBilling } from './lib/last-unit/race-billing.ts';

const LATEST_MS = 3;
const MOST_TRIES = 10;

const config = JSON.parse(process.argv[2] ?? '{}') as RacerConfig;
const dice = createDice(`${config.seed}/${config.name}`);
const { billing, open } = createRaceBilling(config.store);

process.on('message', (heat: Heat) => void run(heat));
// Nobody is left to race for.
process.once('disconnect', () => process.exit(0));
await open();
tell({ kind: 'ready' });

async function run({ customers }: Heat): Promise<void> {
  await delay(dice.whole(0, LATEST_MS));
  tell({ kind: 'scores', scores: await Promise.all(customers.map(race)) });
}

async function race(customerId: string): Promise<Score> {
  const outcomes = await Promise.all(Array.from({ length: config.lanes }, (_, lane) => askForLast(customerId, lane)));
  const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
  const failed = outcomes.filter((outcome) => outcome !== 'won' && outcome !== 'limit_reached');
  return { customerId, won: count('won'), refused: count('limit_reached'), failed };
}

// As a client does: when nobody knows what became of it, the same act is asked for again under its id.
async function askForLast(customerId: string, lane: number): Promise<string> {
  const request = { customerId, userId: `${config.name}-${lane}`, meter: 'jobs', id: `${config.name}-${lane}` } as const;
  let failure = 'internal';
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    try {
      await billing.usage.spend(request);
      return 'won';
    } catch (error) {
      failure = isBillingError(error) ? error.code : String(error);
      if (failure !== 'store_unavailable') return failure;
    }
    await delay(50);
  }
  return failure;
}

function tell(message: RacerMessage): void {
  process.send?.(message);
}
