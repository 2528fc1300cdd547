import { BillingError } from '@plimsoll/contract';
import type { Change } from '../store.ts';

const MOST_LISTENERS = 10_000;
// No customer, however many tabs its people have open, takes the places of all others.
const MOST_OF_ONE_CUSTOMER = 1000;
const RETRY_MS = 30_000;

/** Tells the open tabs of a customer that its state changed. */
export interface Hub {
  /** Gives the way to leave. @throws BillingError `rate_limited` when too many tabs listen already, of this customer or in all */
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

  return {
    listen(customerId, listener) {
      const own = listeners.get(customerId) ?? new Set();
      requireRoom({ inAll: count, ofOne: own.size });
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

function requireRoom({ inAll, ofOne }: { inAll: number; ofOne: number }): void {
  if (ofOne >= MOST_OF_ONE_CUSTOMER) {
    throw new BillingError('rate_limited', `More than ${MOST_OF_ONE_CUSTOMER} live connections of one customer.`, {
      publicMessage: 'Too many pages of this account are open. Close some of them for live updates.',
      retryAfterMs: RETRY_MS,
    });
  }
  if (inAll < MOST_LISTENERS) return;
  throw new BillingError('rate_limited', `More than ${MOST_LISTENERS} live connections.`, {
    publicMessage: 'Live updates are busy right now. They come back by themselves.',
    retryAfterMs: RETRY_MS,
  });
}
