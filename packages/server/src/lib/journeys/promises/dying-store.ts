import { BillingError } from '@plimsoll/contract';
import type { Store } from '../../store.ts';

/** A store as a process sees it that is killed after so many calls: what it asked for before has happened, and after that it asks for nothing. */
export function dyingStore(inner: Store, calls: number): Store {
  let left = calls;
  const wrap = <T extends object>(noun: T): T =>
    new Proxy(noun, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function' || name === 'subscribe' || name === 'nameMark') return value;
        return async (...args: unknown[]) => {
          if (left <= 0) throw new BillingError('store_unavailable', 'The process is dead.', { retryAfterMs: 1000 });
          left -= 1;
          return await Reflect.apply(value, target, args);
        };
      },
    });
  const { ledger, snapshots, inbox, outbox, payments, records, audit, erasure, changes, losses } = inner;
  return {
    ...wrap(inner),
    ...{ name: inner.name, capabilities: inner.capabilities, now: inner.now, open: inner.open, close: inner.close },
    ...{ ledger: wrap(ledger), snapshots: wrap(snapshots), inbox: wrap(inbox), outbox: wrap(outbox) },
    ...{ payments: wrap(payments), records: wrap(records), audit: wrap(audit), erasure: wrap(erasure), changes: wrap(changes), losses },
  };
}
