import type { Engine } from './engine.ts';
import type { Transaction } from './transaction.ts';

// What waits in the journal is read by whoever reads the history, so it is kept short.
const LONGEST = 64;
const TAKEN_AT_ONCE = 1024;
const ALL = 2 ** 31;

/** What batches had to tell. The history takes in many batches at a time; usage events stay until they are wanted in the outbox. */
export interface Journal {
  /** Moves so many usage events or some more into the outbox, as far as there are any, as a part of a transaction. */
  fillOutbox(transaction: Transaction, limit: number): void;
  /** Moves all that there is: the history takes everything in, and all usage events are in the outbox. */
  empty(transaction: Transaction): void;
  /** Notes that a batch was written, and has the journal taken in when it grows long. */
  grew(): void;
}

interface Ground {
  readonly engine: Engine;
  readonly schema: string;
  readonly now: () => number | null;
}

/** The journal of an installation. */
export function createJournal({ engine, schema, now }: Ground): Journal {
  let length = 0;
  let taking = false;

  function takeIn(transaction: Transaction, limit: number): void {
    transaction.send('lock-journal', { name: `plimsoll:${schema}:journal` });
    transaction.send('take-in-journal', { limit });
  }

  function fillOutbox(transaction: Transaction, limit: number): void {
    takeIn(transaction, TAKEN_AT_ONCE);
    transaction.send('fill-outbox', { now: now(), limit });
  }

  async function shorten(): Promise<void> {
    taking = true;
    length = 0;
    // Whoever comes next does it when this one fails.
    await engine.enter((database) => database.write(async (transaction) => takeIn(transaction, TAKEN_AT_ONCE))).catch(() => undefined);
    taking = false;
  }

  return {
    fillOutbox,
    empty(transaction) {
      takeIn(transaction, ALL);
      transaction.send('fill-outbox', { now: now(), limit: ALL });
    },
    grew() {
      length += 1;
      if (length >= LONGEST && !taking) void shorten();
    },
  };
}
