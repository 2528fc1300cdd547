import type { Alert } from '../alert.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Store, StoreLoss } from '../store.ts';

// What one event took is noticed within one check of many customers.
const GATHER_MS = 200;
const PAUSE_MS = 60_000;

/** Whether a customer was erased: then it is no loss that nothing is left. */
type IsErased = (customerId: string) => Promise<boolean>;

interface Alarm {
  readonly runtime: Pick<Runtime, 'later'>;
  readonly alert: (alert: Alert) => void;
  readonly isErased?: IsErased;
}

/** Alerts of what a store lost, once a minute at the most, the first time within a second, with how many losses it is. Gives the way to stop. */
export function alertLosses(store: Pick<Store, 'name' | 'losses'>, { runtime, alert, isErased = async () => false }: Alarm): () => void {
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

  function note(loss: StoreLoss): void {
    first ??= loss;
    count += 1;
    if (pausing) return;
    pausing = true;
    cancel = runtime.later(tell, GATHER_MS);
  }

  const unsubscribe = store.losses.subscribe((loss) => {
    if (loss.customerId === null || loss.found > 0) return note(loss);
    const isNone = isErased(loss.customerId).catch(() => false);
    void isNone.then((none) => none || note(loss));
  });

  return () => {
    unsubscribe();
    cancel?.();
    // Whoever stops now should hear of it all the same.
    tell();
    cancel?.();
  };
}
