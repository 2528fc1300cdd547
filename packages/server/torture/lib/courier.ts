import { setTimeout as delay } from 'node:timers/promises';
import type { Act, Answer } from './acts.ts';
import type { ServerSlot } from './server-slot.ts';

const LARGEST_LOAD = 8;
const MOST_UNDER_WAY = 16;
const TIMEOUT_MS = 30_000;
const SHORTEST_PAUSE_MS = 15;
const LONGEST_PAUSE_MS = 250;
// The rig heals long before this; whoever still has no answer then never will.
const PATIENCE_MS = 90_000;

/** The way of acts to one server: what comes while requests are under way goes together in the next one. */
export interface Courier {
  /** Asks until there is an answer. `lost`: an answer went missing and the asker did not want to ask again. */
  ask(act: Act, options?: { readonly giveUp?: boolean }): Promise<Answer | 'lost'>;
  /** How often an act was asked again. */
  repeats(): number;
}

interface Waiting {
  readonly act: Act;
  readonly resolve: (answer: Answer | null) => void;
}

/** A courier for one server address; a server that is down is asked again until it is back. */
export function createCourier(slot: Pick<ServerSlot, 'url' | 'noteAnswer'>): Courier {
  const queue: Waiting[] = [];
  let underWay = 0;
  let repeats = 0;

  function pump(): void {
    while (queue.length > 0 && underWay < MOST_UNDER_WAY) {
      const load = queue.splice(0, LARGEST_LOAD);
      underWay += 1;
      void carry(load).finally(() => {
        underWay -= 1;
        pump();
      });
    }
  }

  // Null for all: nobody knows what became of them.
  async function carry(load: readonly Waiting[]): Promise<void> {
    const answers = await post(
      `${slot.url}/acts`,
      load.map(({ act }) => act),
    ).catch(() => null);
    if (answers !== null) slot.noteAnswer();
    for (const [index, { resolve }] of load.entries()) resolve(answers?.[index] ?? null);
  }

  function askOnce(act: Act): Promise<Answer | null> {
    return new Promise((resolve) => {
      queue.push({ act, resolve });
      pump();
    });
  }

  return {
    repeats: () => repeats,
    async ask(act, { giveUp = false } = {}) {
      const deadline = performance.now() + PATIENCE_MS;
      for (let pause = SHORTEST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
        const answer = await askOnce(act);
        if (answer !== null && answer.outcome !== 'again') return answer;
        if (giveUp) return 'lost';
        if (performance.now() > deadline)
          return { outcome: 'wrong', code: `no answer within ${PATIENCE_MS} ms: ${answer?.code ?? 'no connection'}` };
        repeats += 1;
        await delay(pause);
      }
    },
  };
}

async function post(url: string, acts: readonly Act[]): Promise<Answer[] | null> {
  const response = await fetch(url, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(acts) },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  return response.ok ? (JSON.parse(text) as Answer[]) : null;
}
