import { BillingError, isBillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import type { Accepted } from '../ledger/result.ts';
import { type Absence, createAbsence } from './absence.ts';
import { createImport } from './create-import.ts';
import type { Spill } from './spill.ts';
import type { SpillJournal } from './spill-journal.ts';
import { createSpillMemory } from './spill-memory.ts';
import { type Append, takeOver } from './take-over.ts';

// Longer than a store may take: giving up on a disk leaves open whether the usage was kept.
const JOURNAL_DEADLINE_MS = 5000;

/** Lets customers without a limit go on while the store is away, if there is a journal to keep what they use. */
export function createSpill(contextOf: () => Context, journal: SpillJournal | undefined): Spill {
  const absence = createAbsence(contextOf, journal !== undefined);
  return journal === undefined ? withoutJournal(contextOf, absence) : withJournal(contextOf, journal, absence);
}

function withJournal(contextOf: () => Context, journal: SpillJournal, absence: Absence): Spill {
  const memory = createSpillMemory({ now: () => contextOf().runtime.now() });
  const append = appendTo(contextOf, journal);
  const importing = createImport(contextOf, journal, absence);
  return {
    async orJournal(asked, ask) {
      const take = () => takeOver(memory, append, asked);
      // While the store is known to be away nobody waits for it in vain; the import finds out when it is back.
      const skipsStore = absence.lasts() || memory.holds.find(asked.usage)?.local === true;
      return (skipsStore ? await take() : null) ?? (await askOr(take, ask, absence));
    },
    learn(answer) {
      absence.turn(false);
      memory.learn(answer);
    },
    held: (ref) => memory.holds.find(ref)?.entry ?? null,
    importRound: importing.round,
    summary: async () => ({ away: absence.lasts(), waitingBytes: await sizeOf(contextOf, journal) }),
    async close() {
      importing.end();
      await journal.close();
    },
  };
}

// Every customer waits for the store; only its absence is noticed.
function withoutJournal(contextOf: () => Context, absence: Absence): Spill {
  return {
    orJournal: (_, ask) => askOr(async () => null, ask, absence),
    learn: () => absence.turn(false),
    held: () => null,
    async importRound() {
      if (absence.lasts()) await absence.through(() => contextOf().store.now());
      return false;
    },
    summary: async () => ({ away: absence.lasts(), waitingBytes: 0 }),
    async close() {},
  };
}

// An answer that was lost may have been written: what is taken then has the same id, so it never counts beside it.
async function askOr(take: () => Promise<Accepted | null>, ask: () => Promise<Accepted>, absence: Absence): Promise<Accepted> {
  try {
    return await ask();
  } catch (error) {
    if (!isBillingError(error, 'store_unavailable')) throw error;
    absence.turn(true);
    const taken = await take();
    if (taken === null) throw error;
    return taken;
  }
}

function appendTo(contextOf: () => Context, journal: SpillJournal): Append {
  return async (commands) => {
    const { runtime, logger } = contextOf();
    const ms = JOURNAL_DEADLINE_MS;
    try {
      await withDeadline(journal.append({ commands }), { runtime, ms, error: tooSlow });
    } catch (cause) {
      logger.error('the spill journal could not be written', { error: String(cause) });
      throw new BillingError('store_unavailable', 'Neither the store nor the spill journal could be written.', {
        cause,
        retryAfterMs: 1000,
      });
    }
  };
}

function sizeOf(contextOf: () => Context, journal: SpillJournal): Promise<number | null> {
  const { runtime, logger } = contextOf();
  return withDeadline(journal.size(), { runtime, ms: JOURNAL_DEADLINE_MS, error: tooSlow }).catch((cause: unknown) => {
    logger.warn('the spill journal cannot be read', { error: String(cause) });
    return null;
  });
}

function tooSlow(): Error {
  return new Error(`The spill journal did not answer within ${JOURNAL_DEADLINE_MS} ms.`);
}
