import type { Alert } from '../alert.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Store, StoreLoss } from '../store.ts';

// What one event took is noticed within one check of many customers.
const GATHER_MS = 200;
const PAUSE_MS = 60_000;

interface Alarm {
  readonly runtime: Pick<Runtime, 'later'>;
  readonly alert: (alert: Alert) => void;
}

/** Alerts of what a store lost, once a minute at the most, the first time within a second, with how many losses it is. Gives the way to stop. */
export function alertLosses(store: Pick<Store, 'name' | 'losses'>, { runtime, alert }: Alarm): () => void {
  let first: StoreLoss | undefined;
  let count = 0;
  let pausing = false;
  let cancel: (() => void) | undefined;

  function tell(): void {
    pausing = first !== undefined;
    if (first === undefined) return;
    const context = { store: store.name, losses: count, ...first };
    first = undefined;
    count = 0;
    cancel = runtime.later(tell, PAUSE_MS);
    alert({ priority: 'immediate', code: 'store_lost_writes', context });
  }

  const unsubscribe = store.losses.subscribe((loss) => {
    first ??= loss;
    count += 1;
    if (pausing) return;
    pausing = true;
    cancel = runtime.later(tell, GATHER_MS);
  });

  return () => {
    unsubscribe();
    cancel?.();
    // Whoever stops now should hear of it all the same.
    tell();
    cancel?.();
  };
}
