import type { LossFeed, StoreLoss } from '../../store.ts';

/** Tells the listeners of this process what is lost. */
export interface LossHub {
  tell(loss: StoreLoss): void;
  readonly feed: LossFeed;
}

/** A hub that nobody listens to yet. `begin` is called for the first who does: until then nothing has to be watched. */
export function createLossHub(begin: () => void): LossHub {
  const listeners = new Map<symbol, (loss: StoreLoss) => void>();
  let begun = false;
  return {
    tell(loss) {
      for (const listener of [...listeners.values()]) tellOne(listener, loss);
    },
    feed: {
      subscribe(listener) {
        const key = Symbol('listener');
        listeners.set(key, listener);
        if (!begun) begin();
        begun = true;
        return () => void listeners.delete(key);
      },
    },
  };
}

// One listener's fault keeps neither the others from hearing of it nor the write from its answer.
function tellOne(listener: (loss: StoreLoss) => void, loss: StoreLoss): void {
  try {
    listener(loss);
  } catch {
    return;
  }
}
