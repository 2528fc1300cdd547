import { type Breaker, type BreakerEvent, closedBreaker, nextBreaker } from './breaker.ts';
import type { Moment } from './moment.ts';

/** Each kind of call fails on its own: a provider that cannot take usage may still sell. */
export type OperationKind = 'read' | 'write' | 'ingest';

export const OPERATION_KINDS: readonly OperationKind[] = ['read', 'write', 'ingest'];

/** One breaker for each kind of call. Times are milliseconds of the store's clock, which all instances share. */
export interface Breakers {
  isOpen(kind: OperationKind): boolean;
  note(kinds: readonly OperationKind[], event: BreakerEvent, noted: Pick<Moment, 'at'>): void;
  /** The kinds of which nothing was noted since an instant. What could not be dated gives way. */
  unheardSince(at: number): readonly OperationKind[];
}

/** Breakers that are all closed. `onTurn` hears when the one for reads opens or closes. */
export function createBreakers(onTurn: (reachable: boolean) => void): Breakers {
  const states = new Map<OperationKind, { breaker: Breaker; noted: Pick<Moment, 'at'> }>();
  const isOpen = (kind: OperationKind) => states.get(kind)?.breaker.open ?? false;
  return {
    isOpen,
    note(kinds, event, noted) {
      const before = isOpen('read');
      for (const kind of kinds) {
        const breaker = nextBreaker(states.get(kind)?.breaker ?? closedBreaker, event);
        states.set(kind, { breaker, noted });
      }
      if (isOpen('read') !== before) onTurn(before);
    },
    unheardSince: (at) => OPERATION_KINDS.filter((kind) => (states.get(kind)?.noted.at ?? Number.NEGATIVE_INFINITY) < at),
  };
}
