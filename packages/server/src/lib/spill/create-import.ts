import type { Context } from '../context.ts';
import type { Absence } from './absence.ts';
import { type Imported, importBatch } from './import-batch.ts';
import type { SpillJournal } from './spill-journal.ts';

/** Brings what was spilled into the store. */
export interface Import {
  /** One batch, never two at once. Gives whether more may be waiting. */
  round(): Promise<boolean>;
  /** Tells of what was brought in so far, before this process ends. */
  end(): void;
}

export function createImport(contextOf: () => Context, journal: SpillJournal, absence: Absence): Import {
  let running: Promise<boolean> | undefined;
  let total: Imported | null = null;

  async function importOnce(): Promise<boolean> {
    const imported = await absence.through(async () => ({ batch: await importBatch(contextOf(), journal) }));
    if (imported === null) return false;
    const { batch } = imported;
    if (batch === null) report();
    else total = total === null ? batch : add(total, batch);
    return batch !== null;
  }

  // Once for all batches of an absence: who reads it wants to know how much it was.
  function report(): void {
    if (total !== null) contextOf().alert({ priority: 'soon', code: 'usage_spilled', context: { ...total } });
    total = null;
  }

  return {
    round() {
      running ??= importOnce().finally(() => {
        running = undefined;
      });
      return running;
    },
    end: report,
  };
}

function add(a: Imported, b: Imported): Imported {
  return { acts: a.acts + b.acts, refused: a.refused + b.refused, damaged: a.damaged + b.damaged };
}
