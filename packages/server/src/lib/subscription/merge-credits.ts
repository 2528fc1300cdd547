import type { ProviderCredit } from '../provider.ts';
import { compareInstants } from './instant.ts';
import type { Source } from './merge.ts';

/** A count that was heard of: a statement without the meter means one that is known by its id. */
export type HeardCredit = Omit<ProviderCredit, 'meter'> & Partial<Pick<ProviderCredit, 'meter'>>;

interface MergedCredits {
  readonly credits: readonly ProviderCredit[];
  readonly changed: boolean;
  /** Something was credited under an id that nobody has heard of: only a reading tells of which meter. */
  readonly doubtful: boolean;
}

/** Takes in what the provider says that it credited: a newer version replaces an older one, never the other way round. Pure. */
export function mergeCredits(known: readonly ProviderCredit[], heard: readonly HeardCredit[], source: Source): MergedCredits {
  const merged = new Map(known.map((credit) => [credit.id, credit]));
  let changed = false;
  let doubtful = false;
  for (const { id, units, modifiedAt, meter } of heard) {
    const before = merged.get(id);
    if (before === undefined && meter === undefined) {
      doubtful ||= units > 0;
      continue;
    }
    const age = before === undefined ? 1 : compareInstants(modifiedAt, before.modifiedAt);
    const next = { id, meter: meter === undefined ? (before?.meter ?? null) : meter, units, modifiedAt };
    if (age < 0 || (before !== undefined && before.units === units && before.meter === next.meter && age === 0)) continue;
    if (age === 0 && source === 'told') {
      doubtful = true;
      continue;
    }
    merged.set(id, next);
    changed = true;
  }
  return { credits: [...merged.values()], changed, doubtful };
}

/** Units of a meter that the provider credited: several counts of one meter add up. Null: it has not said. */
export function creditedUnits(credits: readonly ProviderCredit[], meter: string): number | null {
  const own = credits.filter((credit) => credit.meter === meter);
  return own.length === 0 ? null : own.reduce((sum, { units }) => sum + units, 0);
}
