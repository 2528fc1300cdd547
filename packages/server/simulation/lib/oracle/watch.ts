import type { Store } from '../../../src/index.ts';
import type { LedgerCommand } from '../../../src/lib/ledger/command.ts';
import type { UsageEvent } from '../../../src/lib/ledger/entry.ts';
import type { World } from '../engine/world.ts';
import type { Model } from '../provider/model.ts';
import { judgePolicy } from './judge-policy.ts';
import { createLedgerBook, type LedgerBook } from './ledger-book.ts';
import { watchInbox, watchOutbox } from './queue-watch.ts';
import { createSnapshotWatch } from './snapshot-watch.ts';

/** Looks at everything that the store decides and the provider hears, at the instant at which it takes effect. */
export interface Watch {
  readonly book: LedgerBook;
  /** The same store, looked at. */
  over(store: Store): Store;
  /** A reading of a customer begins at the provider. */
  customerRead(customerId: string): void;
  usageSent(events: readonly UsageEvent[]): void;
  /** When the inbox was given each webhook first, by its id. */
  received(): ReadonlyMap<string, number>;
  /** How many commands the ledger decided. */
  commands(): number;
  /** Usage that was given up. */
  parked(): ReadonlySet<string>;
}

export function createWatch(world: World, { model }: { model: Model }): Watch {
  const book = createLedgerBook(world.violate);
  const snapshots = createSnapshotWatch(world, model);
  const received = new Map<string, number>();
  const parked = new Set<string>();
  let count = 0;

  function judgeCommand(command: LedgerCommand): void {
    if ('policy' in command) judgePolicy(world, command, 'meter' in command ? snapshots.tiersEver(command.customerId) : null);
  }

  const watchLedger = (ledger: Store['ledger']): Store['ledger'] => ({
    ...ledger,
    async apply(commands) {
      const at = world.now();
      const results = await ledger.apply(commands);
      count += commands.length;
      for (const [index, command] of commands.entries()) {
        const result = results[index];
        if (result === undefined) world.violate('an-answer-for-each-command', `${commands.length} commands, ${results.length} answers`);
        else book.note(command, result, at);
        judgeCommand(command);
      }
      return results;
    },
  });

  return {
    book,
    over: (store) => ({
      ...store,
      ledger: watchLedger(store.ledger),
      inbox: watchInbox(store.inbox, { world, received, onDone: snapshots.finished }),
      outbox: watchOutbox(store.outbox, { world, model, parked }),
      snapshots: snapshots.over(store.snapshots),
    }),
    customerRead: snapshots.customerRead,
    usageSent: (events) => judgeUsage(world, book, events),
    received: () => received,
    commands: () => count,
    parked: () => parked,
  };
}

function judgeUsage(world: World, book: LedgerBook, events: readonly UsageEvent[]): void {
  for (const event of events) {
    const due = book.events().get(event.id);
    if (due === undefined) world.violate('only-committed-usage-is-sent', `${event.id} of ${event.customerId} was never committed`);
    else if (!isSame(event, due))
      world.violate('only-committed-usage-is-sent', `${JSON.stringify(event)} instead of ${JSON.stringify(due)}`);
  }
}

function isSame(a: UsageEvent, b: UsageEvent): boolean {
  const names = ['customerId', 'userId', 'meter', 'units', 'billableUnits'] as const;
  return names.every((name) => a[name] === b[name]);
}
