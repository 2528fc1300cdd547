import type { Store } from '../../../src/index.ts';
import type { Caller, Line } from './line.ts';

/** The shared store as one instance sees it: every call goes over its line. News of changes come at once, or not at all. */
export function remoteStore(store: Store, { line, caller }: { line: Line; caller: Caller }): Store {
  const { ledger, snapshots, inbox, outbox, payments, records, audit, erasure, changes } = store;
  return {
    name: store.name,
    capabilities: { survivesProcessKill: true, survivesStoreKill: true, multiInstance: true },
    ledger: overLine(ledger, line),
    snapshots: overLine(snapshots, line),
    inbox: overLine(inbox, line),
    outbox: overLine(outbox, line),
    payments: overLine(payments, line),
    records: overLine(records, line),
    audit: overLine(audit, line),
    erasure: { nameMark: erasure.nameMark, erase: (order) => line(() => erasure.erase(order)) },
    changes: {
      version: (customerId) => line(() => changes.version(customerId)),
      subscribe: (listener) => changes.subscribe((change) => caller.deliver(() => listener(change))),
    },
    losses: store.losses,
    open: () => line(() => store.open()),
    close: async () => {},
    now: () => line(() => store.now()),
  };
}

// Every function of a noun of the store gives a promise; what is not a function is a plain fact about it.
function overLine<T extends object>(noun: T, line: Line): T {
  const entries = Object.entries(noun).map(([name, part]: [string, unknown]) => {
    if (typeof part !== 'function') return [name, part] as const;
    return [name, (...args: unknown[]) => line(async () => part(...args))] as const;
  });
  return Object.fromEntries(entries) as T;
}
