import type { Store } from '../../../src/index.ts';
import type { Deed } from '../oracle.ts';

export type Entry = NonNullable<Awaited<ReturnType<Store['ledger']['readEntry']>>>;

/** A usage event that the provider must have, once. */
export interface DueEvent {
  readonly id: string;
  readonly customerId: string;
  readonly meter: string;
  readonly units: number;
  readonly billableUnits: number;
}

export interface DeedsAudit {
  /** The ledger's entries of all deeds that left one. */
  readonly entries: readonly Entry[];
  readonly due: readonly DueEvent[];
  readonly violations: readonly string[];
}

const PAGE = 500;

/** Holds what the clients were told against the ledger: each acknowledged deed is there once and in full, and none that was refused. */
export async function auditDeeds(store: Store, deeds: readonly Deed[]): Promise<DeedsAudit> {
  const entries: Entry[] = [];
  const due: DueEvent[] = [];
  const violations: string[] = [];
  const eventIds = new Set<string>();
  for (let start = 0; start < deeds.length; start += PAGE) {
    const page = deeds.slice(start, start + PAGE);
    const found = await Promise.all(page.map(({ customerId, id }) => store.ledger.readEntry({ customerId, id })));
    page.forEach((deed, index) => {
      const entry = found[index] ?? null;
      const fault = compare(deed, entry);
      if (fault !== null) violations.push(`${deed.kind} ${deed.id} of ${deed.customerId}: ${fault}`);
      if (entry === null) return;
      entries.push(entry);
      if (!isCounted(entry)) return;
      due.push(eventOf(deed, entry));
      if (entry.eventId !== null && eventIds.has(entry.eventId)) violations.push(`The event id ${entry.eventId} was given twice.`);
      eventIds.add(entry.eventId ?? '');
    });
  }
  return { entries, due, violations };
}

export function isCounted({ state }: Entry): boolean {
  return state === 'committed' || state === 'refunded';
}

function compare({ outcome, units, overage, kind }: Deed, entry: Entry | null): string | null {
  const state = entry?.state ?? 'absent';
  const counted = entry !== null && isCounted(entry);
  switch (outcome) {
    case 'open':
      return 'it never ended';
    case 'refunded':
      return state === 'refunded' ? null : `was refunded, the ledger says ${state}`;
    case 'counted':
      if (state !== 'committed') return `${units} units were acknowledged, the ledger says ${state}`;
      if (entry?.units !== units) return `${units} units were acknowledged, the ledger has ${entry?.units}`;
      if (overage !== null && entry.split.overage !== overage) return `overage ${overage} was told, the ledger has ${entry.split.overage}`;
      return kind === 'spend' && entry.split.overrun > 0 ? `a spend was admitted past its limit by ${entry.split.overrun}` : null;
    case 'refused':
    case 'nothing':
      return counted ? `ended as ${outcome}, the ledger counts ${entry.units}` : null;
    case 'unknown':
      return counted && entry.units !== units ? `asked for ${units} units, the ledger has ${entry.units}` : null;
    default:
      return outcome satisfies never;
  }
}

// A refund takes nothing back from the provider, so its event still carries what was spent.
function eventOf(deed: Deed, { eventId, customerId, meter, units, split }: Entry): DueEvent {
  const told = deed.outcome === 'unknown' ? units : deed.units;
  return { id: eventId ?? '', customerId, meter, units: told, billableUnits: split.overage };
}
