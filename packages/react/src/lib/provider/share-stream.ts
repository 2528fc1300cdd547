import type { LiveMessage } from '@plimsoll/contract';
import { type LiveListener, readMessage } from './open-stream.ts';

const HELLO = 'hello';

export interface SharedStream {
  /** The same in all tabs that may share. */
  readonly name: string;
  /** Opens the one connection; gives the way to close it. */
  readonly open: (onMessage: LiveListener) => () => void;
  readonly onMessage: LiveListener;
}

/**
 * One connection for all tabs of a browser: the tab that holds the lock has it and passes on what it hears. When that tab goes,
 * the browser gives the lock to the next one. Where a browser has no locks, or refuses them, each tab connects for itself.
 */
export function shareStream(stream: SharedStream): () => void {
  const canShare = typeof BroadcastChannel !== 'undefined' && navigator.locks !== undefined;
  return canShare ? joinTabs(stream) : stream.open(stream.onMessage);
}

function joinTabs({ name, open, onMessage }: SharedStream): () => void {
  const leaving = new AbortController();
  const { signal } = leaving;
  const channel = new BroadcastChannel(name);
  let heard: LiveMessage | null = null;

  const lead = () => {
    if (signal.aborted) return;
    const close = open((message) => {
      heard = message;
      channel.postMessage(message);
      onMessage(message);
    });
    // The lock is held as long as this promise is open.
    return new Promise<void>((release) => {
      signal.addEventListener('abort', () => {
        close();
        channel.close();
        release();
      });
    });
  };
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data !== HELLO) onMessage(readMessage(data));
    else if (heard !== null) channel.postMessage(heard);
  });
  // Whoever has the connection answers with what it heard last: it may be newer than what this tab has read.
  channel.postMessage(HELLO);
  navigator.locks.request(name, { signal }, lead).catch(lead);
  return () => {
    leaving.abort();
    channel.close();
  };
}
