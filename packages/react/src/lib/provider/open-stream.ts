import type { LIVE_EVENT, LiveMessage } from '@plimsoll/contract';

// The name is taken as a type, so that the contract's schema of the message stays out of the bundle.
const EVENT: typeof LIVE_EVENT = 'state';
const POLL_MS = 30_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const FAILURES_UNTIL_POLLING = 3;
// An HTTP error is no passing fault of the network: it is asked again later.
const FAILURES_OF_A_REFUSAL = 4;
// A connection that ends sooner counts as a failure, however well it began.
const LASTING_MS = 10_000;

/** What arrives: a message of the server, or null where one may have been missed. */
export type LiveListener = (message: LiveMessage | null) => void;

/**
 * Listens to the server's changes until the returned function is called. A stream begins with the present version, so whoever
 * comes back hears at once whether something was missed. While the connection cannot be had, the listener is told to look
 * for itself every 30 seconds.
 */
export function openStream(url: string, onMessage: LiveListener): () => void {
  let source: EventSource | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setInterval> | undefined;
  let openedAt = Number.POSITIVE_INFINITY;
  let failures = 0;

  const poll = () => {
    polling ??= setInterval(() => onMessage(null), POLL_MS);
  };
  const disconnect = () => {
    clearTimeout(reopening);
    source?.close();
  };
  const fail = (isRefused: boolean) => {
    if (Date.now() - openedAt > LASTING_MS) failures = 0;
    openedAt = Number.POSITIVE_INFINITY;
    failures = Math.max(failures + 1, isRefused ? FAILURES_OF_A_REFUSAL : 0);
    if (failures >= FAILURES_UNTIL_POLLING) poll();
    // The browser would try again in an even beat, and all pages of all people at once after a restart.
    disconnect();
    reopening = setTimeout(connect, waitAfter(failures));
  };
  const connect = () => {
    disconnect();
    const opened = new EventSource(url);
    source = opened;
    opened.addEventListener('open', () => {
      openedAt = Date.now();
      clearInterval(polling);
      polling = undefined;
    });
    opened.addEventListener('error', () => fail(opened.readyState === EventSource.CLOSED));
    opened.addEventListener(EVENT, ({ data }: MessageEvent<unknown>) => onMessage(parseMessage(String(data))));
  };

  if (typeof EventSource === 'undefined') {
    poll();
    return () => clearInterval(polling);
  }
  connect();
  // A connection that was open when the network went away may look open for minutes.
  window.addEventListener('online', connect);
  return () => {
    window.removeEventListener('online', connect);
    clearInterval(polling);
    disconnect();
  };
}

/** Doubles with each failure, and is spread over its second half, so that many pages do not come back together. */
function waitAfter(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);
}

function parseMessage(data: string): LiveMessage | null {
  try {
    return readMessage(JSON.parse(data));
  } catch {
    return null;
  }
}

/** A value as a message, or null where it is none: then something may have been missed. */
export function readMessage(value: unknown): LiveMessage | null {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('degraded' in value)) return null;
  const { version, degraded } = value;
  return typeof version === 'number' && typeof degraded === 'boolean' ? { version, degraded } : null;
}
