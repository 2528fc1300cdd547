import { BillingError, isBillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import { importBatch } from './import-batch.ts';
import { noSpill, type Spill } from './spill.ts';
import type { SpillJournal } from './spill-journal.ts';
import { createSpillMemory, type SpillMemory } from './spill-memory.ts';
import { type Append, takeOver } from './take-over.ts';

/** Lets customers without a limit go on while the store is away, if there is a journal to keep what they use. */
export function createSpill(contextOf: () => Context, journal: SpillJournal | undefined): Spill {
  if (journal === undefined) return noSpill;
  const memory = createSpillMemory({ now: () => contextOf().runtime.now() });
  const append = appendTo(contextOf, journal);
  const absence = createAbsence(contextOf);
  let importing: Promise<boolean> | undefined;

  // While the store is known to be away nobody waits for it in vain; the import finds out when it is back.
  const skipsStore = (ref: Parameters<Spill['held']>[0]) => absence.lasts() || memory.holds.find(ref)?.local === true;

  return {
    async orJournal(asked, ask) {
      const early = skipsStore(asked.usage) ? await takeOver(memory, append, asked) : null;
      return early ?? (await ask().catch((error: unknown) => afterFailure(error, () => takeOver(memory, append, asked))));
    },
    learn(answer) {
      absence.turn(false);
      memory.learn(answer);
    },
    held: (ref) => memory.holds.find(ref)?.entry ?? null,
    importRound() {
      importing ??= importUnlessAway(contextOf(), { journal, absence }).finally(() => {
        importing = undefined;
      });
      return importing;
    },
    close: () => journal.close(),
  };
}
