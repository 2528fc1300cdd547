import { entryKey } from '../ledger/entry.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { createRecentMap } from '../spill/recent-map.ts';
import type { SpillSubject } from '../spill/spill.ts';

const MOST_HELD = 20_000;

type Ref = Pick<SpillSubject, 'customerId' | 'id'>;

/** Of which meter the reservations are that this process made lately, so that the store need not be asked when they end. */
export interface HeldMeters {
  note(held: SpillSubject): void;
  /** Undefined: only the ledger knows. */
  find(ref: Ref): SpillSubject | undefined;
  forget(ref: Ref): void;
}

/** With `keepMs` the answers' own retention: only what the ledger has forgotten can come back under the same id with another meter. */
export function createHeldMeters({ runtime, keepMs }: { runtime: Runtime; keepMs: number }): HeldMeters {
  const held = createRecentMap<{ readonly subject: SpillSubject; readonly at: number }>(MOST_HELD);
  return {
    note({ customerId, meter, id }) {
      held.set(entryKey({ customerId, id }), { subject: { customerId, meter, id }, at: runtime.monotonic() });
    },
    find(ref) {
      const found = held.get(entryKey(ref));
      return found !== undefined && runtime.monotonic() - found.at < keepMs ? found.subject : undefined;
    },
    forget: (ref) => held.delete(entryKey(ref)),
  };
}
