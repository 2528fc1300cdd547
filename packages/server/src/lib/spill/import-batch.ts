import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { withDeadline } from '../deadline.ts';
import type { LedgerResult } from '../ledger/result.ts';
import type { SpilledBatch, SpilledUsage, SpillJournal } from './spill-journal.ts';

const LARGEST_BATCH = 128;

/** Numbers of what left the journal. */
export interface Imported {
  /** Spends, records and ended reservations. */
  readonly acts: number;
  /** Those among them that the ledger did not take. */
  readonly refused: number;
  /** Pieces that could not be read. */
  readonly damaged: number;
}

/**
 * Gives the oldest spilled usage to the ledger and then drops it. A process that dies in between gives it again: the ids make it count
 * once, for as long as the ledger keeps its answers. Null: nothing waits any more.
 */
export async function importBatch(context: Context, journal: SpillJournal): Promise<Imported | null> {
  const batch = await journal.read(LARGEST_BATCH);
  if (batch === null) return null;
  const { rows: spilled, damaged } = batch;
  const rows = await withoutErased(context, spilled);
  const results = await apply(context, rows);
  const refused = rows.filter((row, index) => reportRefused(context, row, results[index])).length;
  if (damaged > 0)
    context.logger.warn('pieces of the spill journal cannot be read; what a crash cut off was never acknowledged', { damaged });
  await journal.drop(batch);
  context.logger.info('usage from the spill journal is in the store', { rows: rows.length });
  context.wake('flush');
  return { acts: rows.length, refused, damaged };
}

// Whoever was erased meanwhile does not come back by what was written down before: it is told of, and counted nowhere.
async function withoutErased({ tombstones, alert }: Context, rows: SpilledBatch['rows']): Promise<SpilledBatch['rows']> {
  const customers = new Set(rows.flatMap(({ commands }) => commands.map(({ customerId }) => customerId)));
  const checked = await Promise.all(
    [...customers].map(async (customerId) => ((await tombstones.isErased(customerId)) ? [customerId] : [])),
  );
  const erased = new Set(checked.flat());
  const kept = rows.filter(({ commands }) => !commands.some(({ customerId }) => erased.has(customerId)));
  const problem = 'Usage from the spill journal is of a customer who was erased, and was left out.';
  if (kept.length < rows.length)
    alert({ priority: 'soon', code: 'inconsistent_state', context: { rows: rows.length - kept.length, problem } });
  return kept;
}

/** What the ledger says to the last command of each row. */
async function apply({ store, runtime, settings }: Context, rows: SpilledBatch['rows']): Promise<(LedgerResult | undefined)[]> {
  const commands = rows.flatMap((row) => row.commands);
  if (commands.length === 0) return [];
  const ms = settings.storeDeadlineMs;
  const error = () => new BillingError('store_unavailable', `The store did not take spilled usage within ${ms} ms; it is given again.`);
  const results = await withDeadline(store.ledger.apply(commands), { runtime, ms, error });
  if (results.length !== commands.length) throw new BillingError('store_unavailable', 'The store gave fewer answers than commands.');
  let end = 0;
  return rows.map((row) => {
    end += row.commands.length;
    return results[end - 1];
  });
}

// Nothing of it has a limit, so this is an id that was used twice, for different things. Giving it again would not help, a person may.
function reportRefused({ alert }: Context, { commands }: SpilledUsage, result: LedgerResult | undefined): boolean {
  const command = commands.at(-1);
  if (command === undefined || result?.ok !== false) return false;
  const { kind, customerId, id } = command;
  const units = 'units' in command ? command.units : null;
  const problem = `Usage that was promised while the store was away was refused when it came back: ${result.reason}.`;
  alert({ priority: 'soon', code: 'inconsistent_state', context: { customerId, kind, id, units, problem } });
  return true;
}
