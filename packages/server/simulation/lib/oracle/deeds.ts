/**
 * How a deed ended as far as its client knows. `counted`: acknowledged. `nothing`: refused, given back, or the work failed.
 * `unknown`: no answer came, so it may have been counted once or not at all.
 */
type Outcome = 'open' | 'counted' | 'refunded' | 'nothing' | 'unknown';

/** One piece of metered work from the client's side, under one id. */
export interface Deed {
  readonly id: string;
  readonly kind: 'spend' | 'record' | 'hold' | 'run';
  readonly customerId: string;
  readonly userId: string;
  readonly meter: string;
  /** Units that were asked for first. */
  readonly asked: number;
  /** How many clients wait for an answer now. */
  asking: number;
  /** When a question was lost last, so that it may still be under way, in virtual milliseconds. */
  lostAt: number | null;
  /** Whether something of it may have happened after its answers were forgotten: then it may count twice. */
  vague: boolean;
  outcome: Outcome;
  /** Units that were acknowledged. */
  units: number;
  /** When it began, by the store's clock. */
  readonly beganAt: number;
}

/** What the clients were told. */
export interface Deeds {
  begin(deed: Pick<Deed, 'kind' | 'customerId' | 'userId' | 'meter' | 'asked'>): Deed;
  end(deed: Deed, outcome: Exclude<Outcome, 'open'>, units: number): void;
  all(): readonly Deed[];
  open(): number;
}

export function createDeeds(now: () => number): Deeds {
  const deeds: Deed[] = [];
  let open = 0;
  return {
    begin(facts) {
      const deed: Deed = {
        ...facts,
        id: `deed-${deeds.length + 1}`,
        outcome: 'open',
        units: 0,
        vague: false,
        asking: 0,
        lostAt: null,
        beganAt: now(),
      };
      deeds.push(deed);
      open += 1;
      return deed;
    },
    end(deed, outcome, units) {
      if (deed.outcome === 'open') open -= 1;
      Object.assign(deed, { outcome, units });
    },
    all: () => deeds,
    open: () => open,
  };
}
