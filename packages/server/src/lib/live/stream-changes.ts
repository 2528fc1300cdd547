import type { Context } from '../context.ts';

// Proxies cut a connection that is silent for a minute.
const HEARTBEAT_MS = 25_000;

/** The customer's version now and after each change, with a sign of life in between, until the listener goes or the hub closes. */
export async function* streamChanges(
  { hub, store, runtime }: Context,
  customerId: string,
  onClose: ((listener: () => void) => void) | undefined,
): AsyncGenerator<number | 'still-here'> {
  let open = true;
  let changed = true;
  let wake = () => {};
  const stop = () => {
    open = false;
    wake();
  };
  const unlisten = hub.listen(customerId, () => {
    changed = true;
    wake();
  });
  const unclose = hub.onClose(stop);
  onClose?.(stop);
  try {
    while (open) {
      const now: number | 'still-here' = changed
        ? await readVersion(store.changes.version(customerId), () => (changed = false))
        : 'still-here';
      yield now;
      if (changed || !open) continue;
      await new Promise<void>((resolve) => {
        const cancel = runtime.later(resolve, HEARTBEAT_MS);
        wake = () => {
          cancel();
          resolve();
        };
      });
    }
  } finally {
    unlisten();
    unclose();
  }
}

// The mark is taken off before reading, so that a change during the read is announced as well.
function readVersion(version: Promise<number>, begin: () => void): Promise<number> {
  begin();
  return version;
}
