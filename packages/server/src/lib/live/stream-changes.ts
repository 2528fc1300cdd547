import type { Context } from '../context.ts';

// Proxies cut a connection that is silent for a minute.
const HEARTBEAT_MS = 25_000;
// Who takes nothing for so long is not there any more, whatever the network says.
const READER_DEADLINE_MS = 60_000;
// A page connects again by itself; then it is asked again who it is.
const LONGEST_MS = 30 * 60_000;

/** What happens to a customer, as it happens. */
export interface LiveChanges {
  /** The customer's version now and after each change, with a sign of life in between. For one reader. */
  readonly changes: AsyncGenerator<number | 'still-here'>;
  /** Ends it and frees its place. Idempotent. */
  close(): void;
}

/**
 * Takes a place and tells of changes, until the listener goes, stops reading, the hub closes or half an hour is over.
 * @throws BillingError `rate_limited` when there is no place
 */
export function streamChanges(
  { hub, store, runtime }: Context,
  customerId: string,
  onClose: ((listener: () => void) => void) | undefined,
): LiveChanges {
  let open = true;
  let changed = true;
  let wake = () => {};
  const leave = [
    hub.listen(customerId, () => {
      changed = true;
      wake();
    }),
    hub.onClose(close),
    // Not all at once: a thousand pages that came back together after a restart would do so for ever.
    runtime.later(close, LONGEST_MS * (0.8 + 0.2 * runtime.random())),
  ];
  onClose?.(close);

  function close(): void {
    open = false;
    for (const end of leave.splice(0)) end();
    wake();
  }

  async function* read(): AsyncGenerator<number | 'still-here'> {
    let unwatch = () => {};
    let last = 0;
    try {
      while (open) {
        const now = changed ? await readVersion(store.changes.version(customerId), () => (changed = false)) : ('still-here' as const);
        // Whoever had a version and has none was erased.
        if (now === 0 && last > 0) return;
        if (now !== 'still-here') last = now;
        unwatch = runtime.later(close, READER_DEADLINE_MS);
        yield now;
        unwatch();
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
      unwatch();
      close();
    }
  }
  return { changes: read(), close };
}

// The mark is taken off before reading, so that a change during the read is announced as well.
function readVersion(version: Promise<number>, begin: () => void): Promise<number> {
  begin();
  return version;
}
