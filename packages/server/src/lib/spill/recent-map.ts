/** A map of bounded size: when it is full, what was not asked for longest goes first. */
export interface RecentMap<V> {
  get(key: string): V | undefined;
  /** The same, without asking for it. */
  peek(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
}

/** Makes a map that keeps at most so many entries. */
export function createRecentMap<V>(most: number): RecentMap<V> {
  // A map yields its keys in the order of their insertion: the first one was used least recently.
  const entries = new Map<string, V>();
  const put = (key: string, value: V) => {
    entries.delete(key);
    entries.set(key, value);
  };
  return {
    get(key) {
      const value = entries.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    peek: (key) => entries.get(key),
    set(key, value) {
      put(key, value);
      for (const oldest of entries.keys()) {
        if (entries.size <= most) return;
        entries.delete(oldest);
      }
    },
    delete: (key) => void entries.delete(key),
  };
}
