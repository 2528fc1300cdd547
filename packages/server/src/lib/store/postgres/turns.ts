/** A turn among those that work on the same keys. */
export interface Turn {
  /** Whether all turns ahead are in step, or have ended: what they lead to is known before they end. */
  isClear(): boolean;
  /** Those who come after cannot know any more what this one leads to, or can again. A turn begins in step. */
  setInStep(inStep: boolean): void;
  /** Resolves when all turns ahead have ended. */
  untilFirst(): Promise<void>;
}

/** Lets work on different keys run side by side, and tells work on the same keys of what came before. */
export interface Turns {
  take<T>(keys: ReadonlySet<string>, work: (turn: Turn) => Promise<T>): Promise<T>;
}

interface Place {
  readonly keys: ReadonlySet<string>;
  readonly ahead: Set<Place>;
  inStep: boolean;
  over: Promise<unknown>;
}

/** Turns that nobody has. */
export function createTurns(): Turns {
  const live = new Set<Place>();

  return {
    take(keys, work) {
      const ahead = new Set([...live].filter((other) => meet(other.keys, keys)));
      const place: Place = { keys, ahead, inStep: true, over: Promise.resolve() };
      live.add(place);
      const turn = work({
        isClear: () => [...ahead].every(({ inStep }) => inStep),
        setInStep(inStep) {
          place.inStep = inStep;
        },
        untilFirst: async () => void (await Promise.all([...ahead].map(({ over }) => over))),
      });
      const end = () => {
        live.delete(place);
        // Whoever is behind needs it no more, and what was ahead of it can be forgotten.
        place.inStep = true;
        ahead.clear();
      };
      place.over = turn.then(end, end);
      return turn;
    },
  };
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const key of some) if (others.has(key)) return true;
  return false;
}
