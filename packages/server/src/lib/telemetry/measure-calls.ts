/** Runs one call of a method and measures it. */
export type Measure = <T>(method: string, call: () => Promise<T>) => Promise<T>;

/**
 * The same object with some of its methods measured. All others and every property stay as they are, also those that are added to the
 * port later or change while it runs.
 */
export function measureCalls<T extends object>(target: T, isMeasured: (method: string) => boolean, measure: Measure): T {
  const made = new Map<string | symbol, unknown>();

  function wrap(method: string | symbol, call: (...args: unknown[]) => unknown): unknown {
    const bound = (...args: unknown[]) => Reflect.apply(call, target, args);
    if (typeof method === 'symbol' || !isMeasured(method)) return bound;
    return (...args: unknown[]) => measure(method, async () => await bound(...args));
  }

  return new Proxy(target, {
    get(own, key) {
      const value: unknown = Reflect.get(own, key);
      if (!isMethod(value)) return value;
      const known = made.get(key);
      if (known !== undefined) return known;
      const wrapped = wrap(key, value);
      made.set(key, wrapped);
      return wrapped;
    },
  });
}

function isMethod(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function';
}
