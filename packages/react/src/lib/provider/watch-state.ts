import type { LIVE_EVENT, LiveMessage } from '@plimsoll/contract';

// The name is taken as a type, so that the contract's schema of the message stays out of the bundle.
const EVENT: typeof LIVE_EVENT = 'state';
const FAILURES_UNTIL_POLLING = 3;
const REOPEN_MS = 30_000;

export interface WatchOptions {
  readonly url: string;
  /** The state may have changed; with what the message says of it, where it says so. */
  readonly onChange: (message: LiveMessage | undefined) => void;
  /** Whether live updates are away, so that asking from time to time has to do. */
  readonly onPolling: (isPolling: boolean) => void;
}

/**
 * Listens for changes of the state until the returned function is called.
 * A hidden tab does not listen: browsers allow few connections to one server, and a tab reads anew when it is shown again.
 */
export function watchState({ url, onChange, onPolling }: WatchOptions): () => void {
  if (typeof EventSource === 'undefined') {
    onPolling(true);
    return () => undefined;
  }
  let source: EventSource | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const close = () => {
    clearTimeout(reopening);
    source?.close();
    source = undefined;
  };
  const open = () => {
    close();
    const opened = new EventSource(url);
    source = opened;
    opened.addEventListener('open', () => {
      // What happened while the connection was away was not heard.
      if (failures > 0) onChange(undefined);
      failures = 0;
      onPolling(false);
    });
    opened.addEventListener('error', () => {
      failures += 1;
      const isClosed = opened.readyState === EventSource.CLOSED;
      if (isClosed || failures >= FAILURES_UNTIL_POLLING) onPolling(true);
      // The browser reconnects by itself after a lost connection, not after an HTTP error.
      if (isClosed) reopening = setTimeout(open, REOPEN_MS);
    });
    opened.addEventListener(EVENT, (event) => onChange(readMessage(event)));
  };
  const follow = () => (document.visibilityState === 'hidden' ? close() : source === undefined && open());

  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    close();
  };
}

function readMessage(event: MessageEvent<unknown>): LiveMessage | undefined {
  try {
    const { version, degraded } = JSON.parse(String(event.data));
    return typeof version === 'number' && typeof degraded === 'boolean' ? { version, degraded } : undefined;
  } catch {
    return undefined;
  }
}
