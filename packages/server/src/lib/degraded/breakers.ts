import { type Breaker, type BreakerEvent, closedBreaker, nextBreaker } from './breaker.ts';

/** Each kind of call fails on its own: a provider that cannot take usage may still sell. */
export type OperationKind = 'read' | 'write' | 'ingest';

export const OPERATION_KINDS: readonly OperationKind[] = ['read', 'write', 'ingest'];

/** One breaker for each kind of call. Times are milliseconds of the host's clock. */
export interface Breakers {
  isOpen(kind: OperationKind): boolean;
  note(kinds: readonly OperationKind[], event: BreakerEvent, at: number): void;
  /** The kinds of which nothing was noted since an instant. */
  unheardSince(at: number): readonly OperationKind[];
}

/** Breakers that are all closed. `onTurn` hears when the one for reads opens or closes. */
export function createBreakers(onTurn: (reachable: boolean) => void): Breakers {
  const states = new Map<OperationKind, { breaker: Breaker; notedAt: number }>();
  const isOpen = (kind: OperationKind) => states.get(kind)?.breaker.open ?? false;
  return {
    isOpen,
    note(kinds, event, at) {
      const before = isOpen('read');
      for (const kind of kinds) {
        const breaker = nextBreaker(states.get(kind)?.breaker ?? closedBreaker, event);
        states.set(kind, { breaker, notedAt: at });
      }
      if (isOpen('read') !== before) onTurn(before);
    },
    unheardSince: (at) => OPERATION_KINDS.filter((kind) => (states.get(kind)?.notedAt ?? 0) < at),
  };
}
