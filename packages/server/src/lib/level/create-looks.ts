import type { Context } from '../context.ts';

// However much is used, a balance is read once a second at the most.
const PAUSE_MS = 1000;
const MOST_WAITING = 10_000;

/** Balances that should be looked at, gathered for a moment so that a burst of usage is one look. */
export interface Looks {
  /** What finds no room is not lost: the next round over all customers looks at it. */
  ask(customerId: string, meters: readonly string[]): void;
}

export interface LooksOptions {
  readonly atOnce: number;
  readonly look: (customerId: string, meters: readonly string[]) => Promise<void>;
}

export function createLooks(contextOf: () => Pick<Context, 'runtime' | 'logger'>, { atOnce, look }: LooksOptions): Looks {
  let waiting = new Map<string, Set<string>>();
  let scheduled = false;

  function schedule(): void {
    scheduled = true;
    contextOf().runtime.later(() => void lookAtAll(), PAUSE_MS);
  }

  async function lookAtAll(): Promise<void> {
    const asked = [...waiting];
    waiting = new Map();
    for (let at = 0; at < asked.length; at += atOnce) {
      const looks = asked.slice(at, at + atOnce).map(([customerId, meters]) => lookSafely(customerId, [...meters]));
      await Promise.all(looks);
    }
    scheduled = false;
    if (waiting.size > 0) schedule();
  }

  async function lookSafely(customerId: string, meters: readonly string[]): Promise<void> {
    try {
      await look(customerId, meters);
    } catch (error) {
      contextOf().logger.warn('the levels of a customer could not be looked at yet', { customerId, error: String(error) });
    }
  }

  return {
    ask(customerId, meters) {
      const own = waiting.get(customerId) ?? new Set();
      if (own.size === 0 && waiting.size >= MOST_WAITING) return;
      for (const meter of meters) own.add(meter);
      waiting.set(customerId, own);
      if (!scheduled) schedule();
    },
  };
}
