import { isId } from '@plimsoll/contract';
import { accountKeysOf } from '../../ledger/books.ts';
import type { LedgerCommand } from '../../ledger/command.ts';
import type { Entry } from '../../ledger/entry.ts';
import { entryKeysOf, meterKey, meterKeysOf } from '../batch-scope.ts';
import { applyKnown, type KnownOutcome } from './apply-known.ts';
import { applyLocked, type LockedBatch } from './apply-locked.ts';
import type { Database } from './engine.ts';
import type { Applied, LedgerGround, Lost } from './ledger-ground.ts';
import { type CustomerRow, customerOf, type LoadedBooks, NOTHING_WANTED } from './load-books.ts';
import { createLuck } from './luck.ts';
import { createTurns, type Turn } from './turns.ts';

/** Writes batches, each all or nothing: what is given earlier is decided earlier. */
export type ApplyBatch = (database: Database, commands: readonly LedgerCommand[]) => Promise<Applied>;

interface Batch {
  readonly commands: readonly LedgerCommand[];
  readonly customers: ReadonlySet<string>;
}

const NOT_TRIED: KnownOutcome = { kind: 'unsure' };

/**
 * First on what is known, in one round trip, also while what it rests on is still being written; where that cannot be, under locks.
 * `patienceMs`: how long a batch waits for a lock before it asks for all of its locks in order.
 */
export function createApplyBatch(ground: LedgerGround, patienceMs: number): ApplyBatch {
  const { known } = ground;
  const luck = createLuck();
  const turns = createTurns();

  async function apply(database: Database, { commands, customers }: Batch, turn: Turn): Promise<Applied> {
    const outcome = luck.isGood() ? await tryKnown(database, { commands, customers }, turn) : NOT_TRIED;
    if (outcome.kind === 'applied') return outcome;
    turn.setInStep(false);
    await turn.untilFirst();
    return applyLocked(ground, database, lockedBatch(commands, outcome.kind === 'lost' ? outcome.lost : null));
  }

  async function tryKnown(database: Database, { commands, customers }: Batch, turn: Turn): Promise<KnownOutcome> {
    const unknown = known.unknown(customers);
    if (unknown.length > 0 || !turn.isClear()) {
      turn.setInStep(false);
      await Promise.all([turn.untilFirst(), learn(database, unknown.filter(isId))]);
      turn.setInStep(true);
    }
    const outcome = await applyKnown(ground, database, { commands, patienceMs });
    if (outcome.kind !== 'unsure') luck.note(outcome.kind === 'applied');
    return outcome;
  }

  // Without a lock: whether it is still so is asked at the write.
  async function learn(database: Database, customers: readonly string[]): Promise<void> {
    if (customers.length === 0) return;
    const rows = await database.read<CustomerRow>('learn-books', { customers });
    for (const row of rows) known.keep(row.customerId, customerOf(row, []));
  }

  return (database, commands) => {
    const customers = new Set(commands.map(({ customerId }) => customerId));
    return turns.take(customers, (turn) => apply(database, { commands, customers }, turn));
  };
}

function lockedBatch(commands: readonly LedgerCommand[], lost: Lost | null): LockedBatch {
  const entries = entryKeysOf(commands);
  return {
    commands,
    lost,
    wanted: { ...NOTHING_WANTED, locked: true, customers: customersIn(entries), entries, accounts: accountKeysOf(commands, []) },
    chooseDue: (books) => dueOf(books, meterKeysOf(commands, books.entries)),
  };
}

/** Those reservations of some meters whose time is over. */
export function dueOf({ due }: LoadedBooks, meters: readonly { customerId: string; meter: string }[]): Entry[] {
  if (due.length === 0) return [];
  const keys = new Set(meters.map(meterKey));
  return due.filter((entry) => keys.has(meterKey(entry)));
}

/** Each customer once. */
export function customersIn(keys: readonly { readonly customerId: string }[]): string[] {
  return [...new Set(keys.map(({ customerId }) => customerId))];
}
