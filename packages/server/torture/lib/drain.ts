import { setTimeout as delay } from 'node:timers/promises';
import type { PolarWorld } from './polar-world.ts';
import type { WebhookStorm } from './webhook-storm.ts';

const DEADLINE_MS = 60_000;
const LOOK_MS = 100;
// Longer than every lease and than most pauses before a retry, so that nothing has to be waited for in real time.
const JUMP_MS = 61_000;
const LOOKS_BEFORE_JUMP = 8;

interface Depth {
  readonly waiting: number;
  readonly dead?: number;
  readonly parked?: number;
}

export interface Draining {
  readonly url: string;
  readonly world: PolarWorld;
  readonly storm: WebhookStorm;
  readonly jump: (ms: number) => void;
}

/** Waits until nothing is on its way any more, in either direction; what would be tried again much later is tried now. Gives what is wrong when it does not get there. */
export async function drain({ url, world, storm, jump }: Draining): Promise<string[]> {
  const deadline = performance.now() + DEADLINE_MS;
  for (let looks = 1; ; looks += 1) {
    await world.emulator.webhooks.settled();
    await storm.calm();
    const undelivered = [...storm.sent()].filter((id) => !storm.acknowledged().has(id));
    for (const id of undelivered) world.emulator.webhooks.redeliver(id);
    const queues = await readQueues(url);
    const quiet = undelivered.length === 0 && queues !== null && queues.inbox.waiting + queues.outbox.waiting === 0;
    if (quiet) return findStuck(queues);
    if (performance.now() > deadline) return [`Not drained: ${undelivered.length} webhooks undelivered, queues ${JSON.stringify(queues)}.`];
    if (looks % LOOKS_BEFORE_JUMP === 0) jump(JUMP_MS);
    await delay(LOOK_MS);
  }
}

function findStuck({ inbox, outbox }: { inbox: Depth; outbox: Depth }): string[] {
  const dead = inbox.dead ? [`${inbox.dead} webhooks were given up.`] : [];
  return outbox.parked ? [...dead, `${outbox.parked} usage events were parked.`] : dead;
}

async function readQueues(url: string): Promise<{ inbox: Depth; outbox: Depth } | null> {
  try {
    const response = await fetch(`${url}/api/billing/health`, {
      headers: { authorization: 'rig/operator' },
      signal: AbortSignal.timeout(5_000),
    });
    const { details } = (await response.json()) as { details: { inbox: Depth; outbox: Depth; store: { reachable: boolean } } };
    return details.store.reachable ? details : null;
  } catch {
    return null;
  }
}
