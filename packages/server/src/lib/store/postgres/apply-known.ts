import type { LedgerCommand } from '../../ledger/command.ts';
import type { Entry } from '../../ledger/entry.ts';
import { decideBooks } from './decide-books.ts';
import type { Database } from './engine.ts';
import type { Applied, LedgerGround, Lost } from './ledger-ground.ts';
import { isTaken, isUndone } from './map-error.ts';
import { postParameters } from './post-books.ts';
import { newStamp } from './stamp.ts';

/** `unsure`: not even tried, or only the tables know of an entry. `overtaken`: others wrote first. Either way nothing was written. */
export type KnownOutcome =
  | ({ readonly kind: 'applied' } & Applied)
  | { readonly kind: 'unsure' | 'overtaken' }
  | { readonly kind: 'lost'; readonly lost: Lost };

const ENTRY_IS_THERE = -1;

/**
 * Decides a batch on what this process knows and writes it in one round trip, if all of that is still so. Takes no lock before the
 * write and waits for one only as long as said.
 */
export async function applyKnown(
  { now, clock, known, journal }: LedgerGround,
  database: Database,
  { commands, patienceMs }: { commands: readonly LedgerCommand[]; patienceMs: number },
): Promise<KnownOutcome> {
  const at = clock.guess();
  const found = at === undefined ? undefined : known.find(commands, at);
  if (at === undefined || found === undefined) return { kind: 'unsure' };
  const { customers: before, entries } = found;
  const stamp = newStamp();
  const { results, writes, after, changes, missing } = decideBooks({ customers: before, entries, now: at, stamp }, commands);
  if (missing.length > 0) return { kind: 'unsure' };
  const isOld = ({ customerId, id }: Pick<Entry, 'customerId' | 'id'>) => before.get(customerId)?.open.has(id) === true;
  // Had it been there, a refused command might have got the answer of an earlier one.
  const absent = commands.filter((command, index) => results[index]?.ok === false && !isOld(command));
  const parameters = postParameters({ now: now(), at, patienceMs, stamp, before, after, writes, absent, isOld });
  const applied = { results, changes, entries: writes.entries.length };
  // Known from now on: what comes after may rest on it, and fails when this fails.
  for (const [customerId, { books }] of after) known.keep(customerId, books);
  const undo = (kind: 'unsure' | 'overtaken') => {
    known.forget(before.keys());
    return { kind };
  };
  try {
    const [row] = await database.attempt<{ at: number }>('post-books', parameters);
    const answeredAt = row?.at ?? 0;
    if (answeredAt <= 0) return undo(answeredAt === ENTRY_IS_THERE ? 'unsure' : 'overtaken');
    clock.note(answeredAt);
  } catch (error) {
    if (isTaken(error)) return undo('unsure');
    // What the server itself has refused is undone.
    if (isUndone(error)) return undo('overtaken');
    known.forget(before.keys());
    return { kind: 'lost', lost: { ...applied, stamp } };
  }
  if (writes.history.length > 0) journal.grew();
  return { kind: 'applied', ...applied };
}
