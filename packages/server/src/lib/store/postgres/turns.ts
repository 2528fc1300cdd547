/** Lets work on different keys run side by side, and work on the same key in the order in which it came. */
export interface Turns {
  take<T>(keys: readonly string[], work: () => Promise<T>): Promise<T>;
}

/** Turns that nobody has. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    async take(keys, work) {
      const before = new Set(keys.map((key) => last.get(key)).filter((turn) => turn !== undefined));
      const turn = before.size === 0 ? work() : Promise.all(before).then(work);
      const over = turn.catch(() => undefined);
      for (const key of keys) last.set(key, over);
      await over;
      for (const key of keys) if (last.get(key) === over) last.delete(key);
      return turn;
    },
  };
}
