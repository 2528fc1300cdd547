import { systemRuntime } from '../../runtime/runtime.ts';
import type { Store } from '../../store.ts';
import { silentLosses } from '../silent-losses.ts';
import { storeClosed } from '../store-closed.ts';
import { createMemoryAudit } from './memory-audit.ts';
import { createMemoryChanges } from './memory-changes.ts';
import { createMemoryErasure } from './memory-erasure.ts';
import type { MemoryGround } from './memory-ground.ts';
import { createMemoryInbox } from './memory-inbox.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import { createMemoryOutbox } from './memory-outbox.ts';
import { createMemoryPayments } from './memory-payments.ts';
import { createMemoryRecords } from './memory-records.ts';
import { createMemorySnapshots } from './memory-snapshots.ts';

export interface MemoryStoreOptions {
  /** The store's clock in milliseconds. @default the clock of this process */
  readonly now?: () => number;
}

/** A store that lives and dies with this process: for browser tabs, stories and tests. Needs nothing of Node. */
export function memoryStore({ now = systemRuntime.now }: MemoryStoreOptions = {}): Store {
  let closed = false;
  const ground: MemoryGround = {
    now,
    goings: [],
    async step(work) {
      if (closed) throw storeClosed('memory');
      return work();
    },
  };
  const { feed, raise } = createMemoryChanges(ground);
  const outbox = createMemoryOutbox(ground);
  return {
    name: 'memory',
    capabilities: { survivesProcessKill: false, survivesStoreKill: false, multiInstance: false },
    ledger: createMemoryLedger(ground, { raise, insertEvents: outbox.insert }),
    snapshots: createMemorySnapshots(ground, raise),
    inbox: createMemoryInbox(ground),
    outbox: outbox.store,
    payments: createMemoryPayments(ground),
    records: createMemoryRecords(ground),
    audit: createMemoryAudit(ground),
    erasure: createMemoryErasure(ground),
    changes: feed,
    losses: silentLosses,
    open: () => ground.step(() => undefined),
    async close() {
      closed = true;
    },
    now: () => ground.step(now),
  };
}
