import type { Change } from '../store.ts';

/** Tells the listeners of this process what changed. */
export interface ChangeHub {
  publish(changes: readonly Change[]): void;
  subscribe(listener: (change: Change) => void): () => void;
}

/** A hub that nobody listens to yet. */
export function createChangeHub(): ChangeHub {
  const listeners = new Map<symbol, (change: Change) => void>();
  return {
    publish(changes) {
      for (const change of changes) {
        for (const listener of [...listeners.values()]) tell(listener, change);
      }
    },
    subscribe(listener) {
      const key = Symbol('listener');
      listeners.set(key, listener);
      return () => void listeners.delete(key);
    },
  };
}

// The write is durable by now: a listener's fault may neither turn it into a rejection nor keep the others from hearing of it.
function tell(listener: (change: Change) => void, change: Change): void {
  try {
    listener(change);
  } catch {
    return;
  }
}
