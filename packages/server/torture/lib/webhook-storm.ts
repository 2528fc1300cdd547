import { setTimeout as delay } from 'node:timers/promises';
import type { Deliver, WebhookRequest } from '@plimsoll/polar-emulator';
import type { Dice } from './dice.ts';

const COPIES = 9;
const COPY_SPREAD_MS = 400;
const COPY_TRIES = 10;
const OVERTAKEN = 0.2;
// Of ten attempts. Each pause doubles, so the last of these comes seconds after what it should have come before.
const MOST_LOST = 5;
const TIMEOUT_MS = 5_000;

/** Webhooks on their way from the provider to the servers: ten of each, one in five overtaken by later ones. */
export interface WebhookStorm {
  readonly deliver: Deliver;
  /** Ids of events that some server accepted: from then on none may be lost. */
  acknowledged(): ReadonlySet<string>;
  /** Ids that the provider tried to deliver. */
  sent(): ReadonlySet<string>;
  /** How many deliveries were accepted, copies included. */
  accepted(): number;
  /** Resolves when no copy is on its way. */
  calm(): Promise<void>;
}

/** Makes the way from the provider to the servers. `pickUrl` says where a delivery goes. */
export function createWebhookStorm({ dice, pickUrl }: { dice: Dice; pickUrl: () => string }): WebhookStorm {
  const sent = new Set<string>();
  const toLose = new Map<string, number>();
  const acknowledged = new Set<string>();
  const copied = new Set<string>();
  const copies = new Set<Promise<void>>();
  let accepted = 0;

  async function send(request: WebhookRequest): Promise<number> {
    const { status } = await post(pickUrl(), request);
    if (status < 200 || status > 299) return status;
    accepted += 1;
    acknowledged.add(idOf(request));
    return status;
  }

  // A copy that meets no server comes again, so that many arrive at a process that never saw the original.
  async function sendCopy(request: WebhookRequest): Promise<void> {
    for (let tries = 0; tries < COPY_TRIES; tries += 1) {
      await delay(dice.whole(0, COPY_SPREAD_MS));
      const status = await send(request).catch(() => null);
      if (status !== null && status < 500) return;
    }
  }

  function sendCopies(request: WebhookRequest): void {
    copied.add(idOf(request));
    for (let copy = 0; copy < COPIES; copy += 1) {
      const task: Promise<void> = sendCopy(request).finally(() => copies.delete(task));
      copies.add(task);
    }
  }

  return {
    acknowledged: () => acknowledged,
    sent: () => sent,
    accepted: () => accepted,
    async deliver(_, request) {
      const id = idOf(request);
      const left = toLose.get(id) ?? (dice.chance(OVERTAKEN) ? dice.whole(1, MOST_LOST) : 0);
      toLose.set(id, Math.max(0, left - 1));
      sent.add(id);
      // Lost on its way: the retry comes after what happened later.
      if (left > 0) throw new Error('The delivery was lost, as the storm wanted.');
      if (!copied.has(id)) sendCopies(request);
      return { status: await send(request) };
    },
    async calm() {
      while (copies.size > 0) await Promise.all(copies);
    },
  };
}

function idOf({ headers }: WebhookRequest): string {
  return headers['webhook-id'] ?? '';
}

async function post(url: string, { headers, body }: WebhookRequest): Promise<{ status: number }> {
  const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
  await answer.body?.cancel();
  return { status: answer.status };
}
