import type { Act, Answer, MeterName } from './acts.ts';
import type { Courier } from './courier.ts';
import { type Customer, pickCustomer } from './customers.ts';
import type { Dice } from './dice.ts';
import type { Deed, Oracle } from './oracle.ts';

const TTL_MS = 15 * 60_000;

/** The meter on which every deed is one plain spend that no client gives up: there the limit must be reached exactly. */
export const PLAIN_METER: MeterName = 'seats';

/** What a client works with. */
export interface Client {
  readonly dice: Dice;
  readonly customers: readonly [Customer, ...Customer[]];
  /** The way to the server that a deed keeps to: were it asked at two at once, the later answer could hide the earlier effect. */
  readonly courierOf: (deedId: string) => Courier;
  readonly oracle: Oracle;
  /** Names the next deed. */
  readonly nextId: () => string;
  /** An answer that can never be right. */
  readonly onWrong: (deed: Deed, act: Act, code: string) => void;
}

interface Attempt {
  readonly client: Client;
  readonly deed: Deed;
  readonly use: { readonly id: string; readonly customerId: string; readonly userId: string; readonly meter: MeterName };
}

/** Does one piece of metered work from beginning to end and tells the oracle how it ended. */
export async function doDeed(client: Client): Promise<void> {
  const { dice, oracle } = client;
  const { id: customerId } = pickCustomer(client.customers, dice);
  const meter = dice.pick<MeterName>(['jobs', 'jobs', 'jobs', 'tokens', 'tokens', 'tokens', PLAIN_METER]);
  const kind = meter === PLAIN_METER ? 'spend' : dice.pick<Deed['kind']>(['spend', 'spend', 'hold', 'run']);
  const id = client.nextId();
  const deed = oracle.begin({ id, kind, customerId, meter });
  const attempt: Attempt = { client, deed, use: { id, customerId, userId: `user-${dice.whole(1, 3)}`, meter } };
  switch (kind) {
    case 'spend':
      return await doSpend(attempt);
    case 'hold':
      return await doHold(attempt);
    case 'run':
      return await doRun(attempt);
    default:
      return kind satisfies never;
  }
}

async function doSpend(attempt: Attempt): Promise<void> {
  const { dice } = attempt.client;
  const plain = attempt.use.meter === PLAIN_METER;
  const units = plain ? 1 : dice.whole(1, 5);
  const answer = await ask(attempt, { kind: 'spend', ...attempt.use, units }, { giveUp: !plain && dice.chance(0.1) });
  if (answer === 'lost') return end(attempt, 'unknown', { units, overage: null });
  if (answer.outcome !== 'done') return endUncounted(attempt, answer);
  if (plain || !dice.chance(0.08)) return end(attempt, 'counted', answer);
  await ask(attempt, { kind: 'refund', ...attempt.use });
  end(attempt, 'refunded', answer);
}

async function doHold(attempt: Attempt): Promise<void> {
  const { dice } = attempt.client;
  let units = dice.whole(2, 6);
  // Some holds are over before their work is: then the commit comes late.
  const ttlMs = dice.chance(0.1) ? dice.whole(1, 40) : TTL_MS;
  const held = await ask(attempt, { kind: 'reserve', ...attempt.use, units, ttlMs }, { giveUp: dice.chance(0.05) });
  // Whether it was held or not: a hold that nobody commits comes to nothing.
  if (held === 'lost') return end(attempt, 'nothing', { units: 0, overage: null });
  if (held.outcome !== 'done') return endUncounted(attempt, held);
  if (ttlMs === TTL_MS && dice.chance(0.15)) {
    const more = await ask(attempt, { kind: 'extend', ...attempt.use, units: units + 2 });
    if (more !== 'lost' && more.outcome === 'done') units += 2;
  }
  const ending = dice.next();
  if (ending < 0.08) return end(attempt, 'nothing', { units: 0, overage: null });
  if (ending < 0.25) {
    await ask(attempt, { kind: 'release', ...attempt.use });
    return end(attempt, 'nothing', { units: 0, overage: null });
  }
  await commit(attempt, dice.chance(0.05) ? units + 1 : dice.whole(1, units));
}

async function commit(attempt: Attempt, units: number): Promise<void> {
  const answer = await ask(attempt, { kind: 'commit', ...attempt.use, units }, { giveUp: attempt.client.dice.chance(0.05) });
  if (answer === 'lost') return end(attempt, 'unknown', { units, overage: null });
  if (answer.outcome !== 'done') return endUncounted(attempt, answer);
  end(attempt, 'counted', answer);
}

async function doRun(attempt: Attempt): Promise<void> {
  const { dice } = attempt.client;
  const units = dice.whole(1, 5);
  const work = { units, actual: dice.whole(0, units), fails: dice.chance(0.15) };
  const answer = await ask(attempt, { kind: 'run', ...attempt.use, ...work });
  if (answer === 'lost' || answer.outcome !== 'done') return endUncounted(attempt, answer);
  end(attempt, work.actual === 0 ? 'nothing' : 'counted', { units: work.actual, overage: null });
}

async function ask({ client, deed, use }: Attempt, act: Act, options?: { giveUp: boolean }): Promise<Answer | 'lost'> {
  const answer = await client.courierOf(use.id).ask(act, options);
  if (answer !== 'lost' && answer.outcome === 'wrong' && !isMissedExtension(act, answer.code)) client.onWrong(deed, act, answer.code);
  return answer;
}

// A hold that had expired is not revived; its commit is still counted.
function isMissedExtension({ kind }: Act, code: string): boolean {
  return kind === 'extend' && code.startsWith('reservation_resolved');
}

function endUncounted(attempt: Attempt, answer: Exclude<Answer, { outcome: 'done' }> | 'lost'): void {
  const refused = answer !== 'lost' && answer.outcome === 'refused';
  end(attempt, refused ? 'refused' : 'nothing', { units: 0, overage: null });
}

function end({ client, deed }: Attempt, outcome: Parameters<Oracle['end']>[1], told: { units: number; overage: number | null }): void {
  const { units, overage } = told;
  client.oracle.end(deed, outcome, { units, overage });
}
