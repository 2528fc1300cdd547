import { later } from './timer.ts';

/** Turns many changes of a customer into one notice. */
export interface StateNotifier {
  ask(customerId: string): void;
  /** Sends what is waiting now. */
  flush(): void;
  forget(): void;
  isWaiting(): boolean;
}

export function createStateNotifier(delayMs: number, notify: (customerId: string) => void): StateNotifier {
  let waiting = new Set<string>();
  let cancel: (() => void) | null = null;

  function forget(): void {
    cancel?.();
    cancel = null;
    waiting = new Set();
  }

  function flush(): void {
    const due = waiting;
    forget();
    for (const customerId of due) notify(customerId);
  }

  return {
    ask(customerId) {
      waiting.add(customerId);
      cancel ??= later(delayMs, flush);
    },
    flush,
    forget,
    isWaiting: () => waiting.size > 0,
  };
}
