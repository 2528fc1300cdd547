import { type Client, doDeed } from './do-deed.ts';
import type { Rig } from './open-rig.ts';
import { changePlans } from './plan-changes.ts';

const PLAN_PAUSE_MS = 120;
const SERVER_TIMEOUT_MS = 3_000;

export interface Load {
  /** How many clients work at once. */
  readonly lanes: number;
  readonly seed: number;
  readonly going: () => boolean;
  readonly progress: () => number;
  readonly onWrong: (problem: string) => void;
}

/** Metered work and plan changes of all customers, until it is enough. Gives how many plan changes were tried. */
export async function runLoad(rig: Rig, { lanes, seed, going, progress, onWrong }: Load): Promise<number> {
  let deeds = 0;
  const shared: Omit<Client, 'dice'> = {
    customers: rig.customers,
    oracle: rig.oracle,
    courierOf: (deedId) => (rig.posts[numberOf(deedId) % rig.posts.length] ?? rig.posts[0]).courier,
    nextId: () => {
      deeds += 1;
      return `d${seed}-${deeds}`;
    },
    onWrong: (deed, act, code) => onWrong(`${act.kind} ${deed.id} of ${deed.customerId} was answered with ${code}`),
  };
  const working = Array.from({ length: lanes }, async (_, index) => {
    const client = { ...shared, dice: rig.dice.fork(`lane ${index}`) };
    while (going()) await doDeed(client);
  });
  const changing = changePlans({
    ...{ world: rig.world, customers: rig.customers, going, progress, pauseMs: PLAN_PAUSE_MS },
    dice: rig.dice.fork('plans'),
    askServer: (customerId, path, body) => askServer(`${rig.posts[0].slot.url}${path}`, { customerId, body }),
  });
  await Promise.all(working);
  return await changing;
}

function numberOf(deedId: string): number {
  return Number(deedId.split('-')[1]);
}

async function askServer(url: string, { customerId, body }: { customerId: string; body: object }): Promise<void> {
  const headers = { authorization: customerId, 'content-type': 'application/json' };
  const asked = { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(SERVER_TIMEOUT_MS) };
  await fetch(url, asked).then(
    (response) => response.text(),
    () => null,
  );
}
