import { createWriteStream } from 'node:fs';
import type { MeterName } from './acts.ts';

/**
 * How a deed ended, as far as its client knows. `counted`: acknowledged. `refused`: the limit. `nothing`: given back, or the work failed.
 * `unknown`: the client went away before an answer came, so it may have been counted once or not at all.
 */
type Outcome = 'open' | 'counted' | 'refunded' | 'refused' | 'nothing' | 'unknown';

/** One piece of metered work from the client's side, under one id. */
export interface Deed {
  readonly id: string;
  readonly kind: 'spend' | 'hold' | 'run';
  readonly customerId: string;
  readonly meter: MeterName;
  outcome: Outcome;
  /** Units that were acknowledged; where nothing is known, those that were asked for. */
  units: number;
  /** What the answer said of overage; null when it did not say. */
  overage: number | null;
}

/** What the clients were told: kept outside of everything that is killed. */
export interface Oracle {
  begin(deed: Pick<Deed, 'id' | 'kind' | 'customerId' | 'meter'>): Deed;
  end(deed: Deed, outcome: Exclude<Outcome, 'open'>, told: { units: number; overage: number | null }): void;
  deeds(): readonly Deed[];
  count(outcome: Outcome): number;
  close(): Promise<void>;
}

/** An oracle that also appends each acknowledged answer to a file, one JSON line each, for the search after a violation. */
export function createOracle(file: string): Oracle {
  const log = createWriteStream(file, { flags: 'a' });
  const deeds: Deed[] = [];
  const counts = new Map<Outcome, number>();
  const add = (outcome: Outcome, by: number) => counts.set(outcome, (counts.get(outcome) ?? 0) + by);
  return {
    begin(who) {
      const deed: Deed = { ...who, outcome: 'open', units: 0, overage: null };
      deeds.push(deed);
      add('open', 1);
      return deed;
    },
    end(deed, outcome, { units, overage }) {
      add(deed.outcome, -1);
      add(outcome, 1);
      Object.assign(deed, { outcome, units, overage });
      log.write(`${JSON.stringify(deed)}\n`);
    },
    deeds: () => deeds,
    count: (outcome) => counts.get(outcome) ?? 0,
    close: () => new Promise((resolve) => log.end(() => resolve())),
  };
}
