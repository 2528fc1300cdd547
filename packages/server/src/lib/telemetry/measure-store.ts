import type { LedgerCommand } from '../ledger/command.ts';
import type { LedgerResult } from '../ledger/result.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Store } from '../store.ts';
import { readErrorType } from './error-type.ts';
import type { Heat } from './heat.ts';
import { type Measure, measureCalls } from './measure-calls.ts';
import type { Recorder } from './recorder.ts';

export interface StoreMeasures {
  readonly recorder: Recorder;
  readonly heat: Heat;
  readonly runtime: Pick<Runtime, 'monotonic'>;
}

/** A store whose calls are measured, and whose ledger counts what it committed: once for a batch, never for each command. */
export function measureStore(store: Store, measures: StoreMeasures): Store {
  const measure = measureBy(measures);
  const noun = <N extends object>(name: string, own: N): N =>
    measureCalls(
      own,
      (method) => method !== 'subscribe',
      (method, call) => measure(`${name}.${method}`, call),
    );
  const ledger = noun('ledger', store.ledger);
  return {
    name: store.name,
    // Some stores learn theirs from their server, when they open.
    get capabilities() {
      return store.capabilities;
    },
    ledger: {
      batching: ledger.batching,
      apply: async (commands) => countBatch(measures, commands, await ledger.apply(commands)),
      readAccounts: ledger.readAccounts,
      readEntry: ledger.readEntry,
      listEntries: ledger.listEntries,
      readHistory: ledger.readHistory,
      expire: ledger.expire,
      prune: ledger.prune,
    },
    snapshots: noun('snapshots', store.snapshots),
    inbox: noun('inbox', store.inbox),
    outbox: noun('outbox', store.outbox),
    payments: noun('payments', store.payments),
    records: noun('records', store.records),
    audit: noun('audit', store.audit),
    erasure: { ...noun('erasure', store.erasure), nameMark: (customerId) => store.erasure.nameMark(customerId) },
    changes: noun('changes', store.changes),
    losses: store.losses,
    open: () => store.open(),
    close: () => store.close(),
    now: () => measure('now', () => store.now()),
  };
}

function measureBy({ recorder, runtime }: StoreMeasures): Measure {
  return async (operation, call) => {
    const startedAt = runtime.monotonic();
    try {
      return await call();
    } catch (error) {
      recorder.count('store.error', { operation, 'error.type': readErrorType(error) });
      throw error;
    } finally {
      recorder.time('store.latency', runtime.monotonic() - startedAt, { operation });
    }
  };
}

function countBatch(
  { recorder, heat }: StoreMeasures,
  commands: readonly LedgerCommand[],
  results: readonly LedgerResult[],
): readonly LedgerResult[] {
  const units = new Map<string, number>();
  commands.forEach((command, at) => {
    heat.note(command.customerId);
    const result = results[at];
    if (result === undefined) return;
    if (!result.ok) {
      if ('meter' in command) recorder.count('gate.refused', { meter: command.meter, reason: result.reason });
      return;
    }
    const { kind, state, meter, units: used } = result.entry;
    if (result.repeated || state !== 'committed' || kind === 'grant' || kind === 'revoke') return;
    units.set(meter, (units.get(meter) ?? 0) + used);
  });
  for (const [meter, used] of units) recorder.countUnits(meter, used);
  return results;
}
