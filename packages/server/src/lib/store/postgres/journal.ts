import type { Engine } from './engine.ts';
import type { Transaction } from './transaction.ts';

// What waits in the journal is read by whoever reads the history, so it is kept short.
const LONGEST = 64;
const TAKEN_AT_ONCE = 1024;

/** What batches had to tell until the history and the outbox have it: they take in many batches at a time. */
export interface Journal {
  /** Moves what waits into the history and the outbox, as a part of a transaction. */
  takeIn(transaction: Transaction): void;
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

  function takeIn(transaction: Transaction): void {
    transaction.send('lock-journal', { name: `plimsoll:${schema}:journal` });
    transaction.send('take-in-journal', { now: now(), limit: TAKEN_AT_ONCE });
  }

  async function shorten(): Promise<void> {
    taking = true;
    length = 0;
    // Whoever comes next does it when this one fails.
    await engine.enter((database) => database.write(async (transaction) => takeIn(transaction))).catch(() => undefined);
    taking = false;
  }

  return {
    takeIn,
    grew() {
      length += 1;
      if (length >= LONGEST && !taking) void shorten();
    },
  };
}
