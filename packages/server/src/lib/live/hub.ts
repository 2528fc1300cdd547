import { BillingError } from '@plimsoll/contract';
import type { Change } from '../store.ts';

const MOST_LISTENERS = 10_000;

/** Tells the open tabs of a customer that its state changed. */
export interface Hub {
  /** @throws BillingError `rate_limited` when too many tabs listen already */
  requireRoom(): void;
  listen(customerId: string, listener: () => void): () => void;
  publish(change: Pick<Change, 'customerId'>): void;
  /** Tells everyone: something changed that concerns every customer. */
  publishAll(): void;
  /** Ends every listener, for a graceful stop. */
  close(): void;
  /** Called once when the hub closes. */
  onClose(listener: () => void): () => void;
}

export function createHub(): Hub {
  const listeners = new Map<string, Set<() => void>>();
  const closers = new Set<() => void>();
  let count = 0;

  function requireRoom(): void {
    if (count < MOST_LISTENERS) return;
    throw new BillingError('rate_limited', `More than ${MOST_LISTENERS} live connections.`, { retryAfterMs: 30_000 });
  }

  return {
    requireRoom,
    listen(customerId, listener) {
      requireRoom();
      const own = listeners.get(customerId) ?? new Set();
      listeners.set(customerId, own.add(listener));
      count += 1;
      return () => {
        if (!own.delete(listener)) return;
        count -= 1;
        if (own.size === 0) listeners.delete(customerId);
      };
    },
    publish({ customerId }) {
      for (const listener of listeners.get(customerId) ?? []) listener();
    },
    publishAll() {
      for (const own of listeners.values()) for (const listener of own) listener();
    },
    close() {
      for (const closer of closers) closer();
    },
    onClose(listener) {
      closers.add(listener);
      return () => void closers.delete(listener);
    },
  };
}
